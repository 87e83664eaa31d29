"""Words for happenings that are near in meaning, and what may come of one: who is killed is not who is hurt."""

KINDRED = """
    meeting conference summit session gathering | capture apprehend seize nab arrest detain | foil thwart repel
    quake earthquake tremor | blast explosion explode | robber thief burglar | heist robbery rob raid steal snatch loot
    hit strike shake | shoot shooting shot gunned | crash collide collision | pirate brigand | damage cut sever disrupt
    fire blaze inferno wildfire | say tell state | warship frigate vessel ship navy naval | flood inundate
    jewel jewelry jewellery diamond gem | enter check admit | layoff lay slash axe | march rally demonstration
    demonstrator protester marcher | offer bid | contract deal | vote ballot poll | trial hearing | cost price spend
    lorry truck | car vehicle | murder homicide slay kill | tower mast | job worker position"""
"""Groups of words, parted by a stroke or a new line, beyond those of `language/synonyms.py`."""

OUTCOMES = """
    die killed dead | injured hurt wounded | missing | arrested | evacuated | rescued freed saved | charged | convicted
    sentenced | treated | trapped | homeless | shot | infected"""
"""What may have happened to those who are counted; no two of them are one figure."""

STANCES = """
    support oppose back favour accept reject agree vote promise pledge vow refuse approve condemn praise call demand
    want will would should must"""
"""Words with which somebody takes a position."""

NIGHT = "late night evening overnight midnight dawn early morning"
"""Words for the hours around midnight, when a day and the next are one event's."""

GROWING = """
    rose risen rises rising climbed revised earlier previous previously preliminary initial initially estimate
    estimated estimates updated feared may could expected roughly nearly almost up possibly potentially
    probably believed unconfirmed"""
"""Words that tell that a figure is not the last one, or not sure."""

SCORES = """
    yards points touchdowns rebounds goals runs innings assists wickets saves hits strikeouts laps sacks passes
    carries"""
"""What a player or a team has in a game: told of one player, half or season, mostly without saying which."""
