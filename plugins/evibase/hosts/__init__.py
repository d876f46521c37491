"""Where a site goes. Only this room reads the disk, writes to it, and knows site generators."""
