"""From other tools into `findings/`."""
