"""Words that English writes with a capital wherever they stand, as far as a list can tell.

Countries, peoples, languages, months, days, faiths, and people that methods are called after. A site adds its own with
`protected_terms`. Left out is what is a common word, too: china, turkey, polish, may, march.
"""

# ruff: noqa: SIM905 - so many words read better as one text

from __future__ import annotations

PROPER = frozenset(
    """
    africa african africans america american americans antarctica arctic asia asian asians europe european
    europeans oceania pacific atlantic mediterranean caribbean balkans balkan nordic baltic scandinavia
    scandinavian latin anglo euro afghanistan afghan albania albanian algeria algerian angola argentina argentine
    armenia armenian australia australian australians australasia austria austrian azerbaijan bahrain bangladesh
    bangladeshi belarus belgium belgian belize benin bolivia bosnia bosnian botswana brazil brazilian britain
    british bulgaria bulgarian cambodia cameroon canada canadian canadians chile chilean colombia colombian congo
    croatia croatian cuba cuban cyprus cypriot czechia czech denmark danish dutch ecuador egypt egyptian england
    english eritrea estonia estonian ethiopia ethiopian fiji finland finnish finns france french gambia georgia
    georgian germany german germans ghana ghanaian greece greek greeks guatemala guyana haiti honduras hungary
    hungarian iceland icelandic india indian indians indonesia indonesian iran iranian iraq iraqi ireland irish
    israel israeli italy italian italians jamaica jamaican japan japanese jordanian kazakhstan kenya kenyan korea
    korean kosovo kuwait laos latvia latvian lebanon lebanese lesotho liberia libya libyan liechtenstein lithuania
    lithuanian luxembourg macedonia madagascar malawi malaysia malaysian malta maltese mauritius mexico mexican
    moldova mongolia montenegro morocco moroccan mozambique myanmar namibia nepal nepali nepalese netherlands
    zealand nicaragua nigeria nigerian norway norwegian oman pakistan pakistani palestine palestinian panama
    paraguay peru peruvian philippines filipino poland portugal portuguese qatar romania romanian russia russian
    russians rwanda rwandan scotland scottish scots senegal serbia serbian singapore singaporean slovakia slovak
    slovenia slovenian slovene somalia somali spain spanish sudan sudanese swaziland sweden swedish swedes
    switzerland swiss syria syrian taiwan taiwanese tajikistan tanzania tanzanian thailand thai tunisia turkish
    turks uganda ugandan ukraine ukrainian uruguay uzbekistan venezuela vietnam vietnamese wales welsh yemen
    zambia zambian zimbabwe chinese tibet tibetan quebec ontario alberta california texas florida michigan
    illinois massachusetts minnesota wisconsin pennsylvania virginia ohio oregon colorado arizona hawaii alaska
    carolina queensland tasmania catalonia catalan basque flanders flemish bavaria lombardy andalusia london paris
    berlin vienna brussels amsterdam copenhagen stockholm oslo helsinki madrid barcelona rome milan lisbon athens
    dublin edinburgh glasgow aberdeen dundee cardiff belfast manchester birmingham liverpool leeds sheffield
    warwick oxford cambridge chicago boston toronto montreal vancouver sydney melbourne tokyo beijing shanghai
    moscow prague budapest warsaw bologna bordeaux lausanne geneva zurich maastricht harvard stanford princeton
    yale york arabic hebrew sanskrit swahili mandarin urdu hindi bengali punjabi persian latino latina latinx
    hispanic hispanics january february april june july september october november december monday tuesday
    wednesday thursday friday saturday sunday christmas easter ramadan christian christians christianity catholic
    catholics protestant jewish jews judaism islam islamic muslim muslims hindu hinduism buddhist buddhism sikh
    bible biblical quran torah victorian edwardian elizabethan aristotle plato socrates confucius confucian kant
    kantian hegel hegelian marx marxist marxism marxian weber weberian durkheim freud freudian jung jungian piaget
    piagetian vygotsky vygotskian bourdieu foucault foucauldian habermas dewey rogers maslow bandura kolb
    kirkpatrick schön argyris lewin bruner bakhtin engeström giddens gramsci freire darwin darwinian darwinism
    newton newtonian einstein keynes keynesian taylorism taylorist fordism fordist bayes bayesian likert cronbach
    markov gaussian poisson monte carlo rasch boolean fourier euclidean pearson shakespeare shakespearean erasmus
    delphi google facebook twitter youtube wikipedia microsoft linkedin moodle android toyota covid alzheimer
    alzheimer's parkinson parkinson's asperger asperger's tourette holland's kirkpatrick's maslow's kolb's
    vygotsky's piaget's bourdieu's freud's foucault's dewey's lewin's
    """.split()
)

#: Names of several words, each of which may be a common word.
TERMS = tuple(
    """
    New Zealand|New York|New Jersey|New Mexico|New England|New South Wales|United Kingdom|United States|United Nations|
    European Union|Great Britain|Northern Ireland|South Africa|South African|North America|South America|
    Central America|South Korea|North Korea|Hong Kong|Sri Lanka|Saudi Arabia|Costa Rica|Puerto Rico|Ivory Coast|
    Middle East|Eastern Europe|Western Europe|Central Europe|Southern Europe|Northern Europe|Southeast Asia|
    Los Angeles|San Francisco|San Diego|Czech Republic|World War|First World War|Second World War|Cold War|
    World Bank|World Health Organization|National Health Service|Industrial Revolution|Old Testament|New Testament|
    Monte Carlo|Big Five|Burkina Faso|El Salvador|Papua New Guinea|Western Australia|South Australia
    """.replace("\n", "").replace("|    ", "|").strip().split("|")
)  # fmt: skip
