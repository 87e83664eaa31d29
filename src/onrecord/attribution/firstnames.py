"""Common first names and the gender they go with; names that go with both say nothing."""

from typing import Literal

Gender = Literal["f", "m"]

_FEMALE = """
aaliyah abby abigail ada adele adelaide adriana agatha agnes aida aisha aileen alana alba alberta alejandra alessandra
alexandra alexa alexis alice alicia alina alison allison alma althea alyssa amal amalia amanda amara amber amelia amina
amira amy ana anastasia andrea angela angelica angelina angelique angie anika anita ann anna annabel annabelle anne
annette annie annika antonia anya april arabella aretha ariana arianna arlene astrid athena aubrey audrey aurora ava
ayanna ayesha barbara beatrice beatriz becky belinda bella bernadette bernice bertha beryl bess beth bethany betsy betty
beverly bianca birgit blanca bonnie brenda brianna bridget brigid brigitte britney brittany brooke caitlin camila camilla
camille candace candice carina carla carly carmen carol carole carolina caroline carolyn carrie cassandra cassidy catalina
cate catherine cathy cecilia cecile celeste celia celina charlene charlotte chelsea cheryl chiara chloe christa christie
christina christine cindy claire clara clarissa claudia cleo colette colleen connie constance consuelo cora cordelia
corinne courtney cristina crystal cynthia dagmar daisy danielle daphne darlene dawn deanna debbie deborah debra dee deirdre
delia delilah della denise diana diane dianne dina dolores dominique donna dora doreen doris dorothy edie edith edna eileen
elaine eleanor elena eliana elisa elisabeth elise eliza elizabeth ella ellen ellie elsa elsie elvira emilia emily emma erica
erika erin esmeralda esperanza estelle esther ethel etta eugenia eunice eva evangeline eve evelyn fatima fay faye felicia
felicity fern fernanda fiona flora florence frances francesca francine freda frederica frida gabriela gabriella gabrielle
gail gemma genevieve georgia georgina geraldine germaine gertrude gillian gina ginger ginny gisele giulia gladys glenda
gloria grace graciela greta gretchen guadalupe gwen gwendolyn hala hannah harriet hattie hazel heather heidi helen helena
helene helga henrietta hilary hilda hillary holly hope huma ida ilana ilona ilse imani imogen india ines inez ingrid irena
irene irina iris irma isabel isabella isabelle ivana ivanka ivy jacinda jackie jacqueline jada jade jana jane janelle janet
janice janine jasmine jayne jeanette jeanne jemima jen jenna jennifer jenny jessica jill jillian joan joann joanna joanne
jocelyn jodi jodie johanna josephine josie joy joyce juana juanita judith judy julia juliana julianne julie juliet june
justine kamala kara karen karin karina karla kate katharine katherine kathleen kathryn kathy katie katrina kay kayla keisha
kellyanne kendra kimberly kirsten kirstjen krista kristen kristi kristin kristina kristine kyra lacey lana lara latoya laura
lauren laurel laurie lavinia leah leanne leila lena leona leonora leticia lidia lila lilian liliana lillian lily lina linda
lindsay lindsey lisa liz liza lizzie lois lola lolita lora loretta lori lorna lorraine lottie louisa louise lourdes lucia
luciana lucille lucinda lucy luisa luz lydia lyla mabel mackenzie madeleine madeline madison magdalena maggie maia mairead
malala mandy mara marcella marcia margaret margarita margery margo margot marguerite maria mariah mariam marian marianne
maribel marie mariel marilyn marina marisa marissa marjorie marla marlene marsha marta martha martina mary maryam matilda
maude maura maureen mavis maxine may maya meg megan meghan mei melania melanie melinda melissa mercedes meredith meryl mia
michaela michele michelle mildred millicent millie mimi mina mindy minerva minnie mira miranda miriam misty mitzi moira
molly mona monica monique muriel myra myrna nadia nadine nancy naomi natalia natalie natasha nell nellie nia nicola nicole
nikki nina noelle nora noreen norma octavia odette olga olive olivia opal ophelia oprah paige paloma pam pamela patience
patrice patricia patsy patti patty paula paulette pauline pearl peggy penelope penny petra phoebe phyllis pilar polly
portia prudence priscilla priya prudence rachael rachel ramona raquel rasheda reba rebecca regina renata renee rhea rhoda
rhonda rita roberta rochelle romina rosa rosalia rosalie rosalind rosalyn rosamund rose rosemary rosie roslyn rowena roxanne
ruby ruth sabina sabrina sadie sally salma samantha sandra sara sarah sasha savannah scarlett selena selma serena shakira
sharon shauna sheila shelby shelley sheryl shirin shirley sian sienna sigrid simone sofia sojourner sondra sonia sonja sonya
sophia sophie stacey stacy stefanie stella stephanie sue suki summer susan susana susanna susannah susanne susie suzanne
suzette svetlana sybil sylvia sylvie tabitha talia tamara tammy tania tanya tara tatiana tess tessa thea thelma theresa
therese tiffany tina toni tonya tracey tricia trina trish trisha trudy tulsi uma una ursula valentina valeria valerie
vanessa vera verna veronica vicki vicky victoria viola violet virginia vivian viviana vivienne wanda wendy whitney whoopi
wilhelmina wilma winifred winnie xiomara yamiche yasmin yasmine yelena yolanda yoko ysabel yvette yvonne zadie zahra zara
zelda zoe zora zsa
"""

_MALE = """
aaron abdul abdullah abel abraham abram adam adolf adrian ahmad ahmed aidan akbar akira al alan alastair albert alberto
alec alejandro aleksandr alessandro alexander alexandre alexei alfonso alfred alfredo ali alistair allan allen alonzo
alvaro alvin amir amos anders andre andreas andrei andres andrew andy angus ansel anthony anton antonio antony archibald
archie arjun armando arnold art arthur arturo asher ashraf augustus austin axel baltasar barack barnaby barney barry bart
bartholomew bashar basil beau ben benedict benito benjamin bennett bernard bernardo bernie bert bill billy bjorn blaine
blake bob bobby boris boyd brad bradley brandon brendan brent bret brett brian bruce bruno bryan bryce byron caleb calvin
carl carlo carlos carlton carson cary casper cecil cedric cesar chad charles chester chip christian christoph christophe
christopher chuck claude clarence clark clay clayton clement cliff clifford clint clinton clive clyde cole colin connor
conor conrad corey cornelius cornell cory craig curt curtis cyril cyrus dale damian damien damon dan daniel danilo danny
dante darian dario darius darrell darren darryl dave david davis dean declan demetrius denis dennis denzel derek dermot
desmond dev devon dexter diego dieter dietrich dick dimitri dirk dmitri dmitry dominic don donald donovan doug douglas
duane dudley duncan dustin dwayne dwight dylan earl ed eddie edgar edmond edmund eduardo edward edwin eli elias elijah
elliot elliott ellis elmer elon elvis emanuel emiliano emilio emmanuel emmett emil enrico enrique eoin eric erich erik
ernest ernesto ernie errol erwin esteban ethan eugene evan ezekiel ezra fabian fabio farid felipe felix ferdinand
fernando fergus fidel floyd francesco francis francisco franco francois frank franklin franz fred freddie freddy
frederic frederick frederik fritz gabriel gareth garrett garry garth gary gaston gavin gene geoff geoffrey george
georges gerald gerard gerardo gerhard gerry gideon gilbert gilberto giles gino giorgio giovanni giuseppe glen glenn
gordon graham grant greg gregg gregor gregory griffin guido guillermo gunther gus gustav gustavo guy hakeem hal hamid
hamish hank hans harold haroun harris harrison harry harvey hassan hector heinrich helmut henri henrik henry herb herbert
herman hernan hiram hiroshi homer horace horst howard hubert hugh hugo humphrey hussein ian ibrahim ignacio igor ike
imran irving irwin isaac isaiah ishmael ismail israel ivan ivor jack jackson jacob jacques jaime jake jamaal jamal james
jared jason jasper javier jay jed jeb jedediah jeff jefferson jeffrey jerald jeremiah jeremy jermaine jerome jerry jesse
jesus jim jimmy joachim joaquin jock joe joel joey johan johann johannes john johnnie johnny jon jonah jonas jonathan jordi
jorge jose josef joseph josh joshua josiah juan juergen jules julian julien julio julius jürgen justin kai kareem karim
karl keith kellan ken kendrick kenneth kenny kenji kent kevin khalid khalil khizr kirk klaus kofi konstantin kurt kyle
laird lamar lance larry lars laszlo laurence lawrence lazaro leif len lenny leo leon leonard leonardo leonid leopold leroy
les lester lev levi lewis liam lincoln linus lionel llewellyn lloyd logan lonnie lorenzo lothar lou louis luc luca lucas
lucien luciano ludwig luigi luis luiz luka lukas luke luther lyle lyndon magnus mahmoud malcolm malik manfred manny
manuel marc marcel marcelo marco marcos marcus mariano marino mario marius mark marlon marshall martin marty marvin
mason massimo mateo matt matteo matthew matthias maurice mauricio mauro max maximilian maxwell mehmet mehdi mel melvin
merrick mervyn michael michel mick mickey miguel mikael mike mikhail miles miguel milan milo milton mitch mitchell mitt
moe mohamed mohammad mohammed monty morris mortimer morton moses moshe muhammad murray musa mustafa myron narendra nasser
nate nathan nathaniel neal ned neil nelson nestor newt niall nicholas nick nicolas nigel niels nikita nikolai nikolas nils
noah noam noel nolan norbert norman norris octavio olaf oleg oliver olivier omar orlando orrin orson oscar osama oskar
osvaldo otis otto owen pablo paolo pascal patrick paul paulo pavel pawel pedro pelle percival percy perry pete peter petr
phil philip philippe phillip pierre piers pieter prescott preston quentin rafael rahm rahul raj rajiv ralph ramesh ramil
ramiro ramon ramzi rand randall randolph randy raoul raphael rashad rashid raul ravi ray raymond recep reed reggie reginald
reinhard reince rene reuben rex reza ricardo rich richard rick ricky riccardo rob robert roberto rod roderick rodney
rodolfo rodrigo rogelio roger rohan roland rolf roman ron ronald ronan ronnie rory ross roy ruben rudolf rudolph rudy
rufus rui rupert rush russ russell rustam ryan said salim salman salvador salvatore sam sami samir samuel sanjay santiago
saul scott sean sebastian serge sergei sergey sergio seth seymour shane shaun shawn sheldon sherman shigeru shimon shinzo
sid sidney siegfried silas silvio simon sol solomon soren spencer spiro stan stanislav stanley stefan stefano stephen
sterling steve steven stewart stuart sven sylvester taras tarek tariq tayyip ted teddy terence terrence thaddeus theo
theodore thomas thurgood tim timothy tobias toby todd tom tomas tommy tony travis trent trevor trey tristan troy truman
tucker tyler tyrone tyson ulrich umberto upton uri uriah uwe vaclav valentin vance vernon vic vicente victor vidal viktor
vince vincent vincenzo virgil vitaly vito vlad vladimir volodymyr wade waldo walid wallace wally walt walter warren
washington wayne wendell werner wes wesley wilbur wilfred wilhelm will willard willem william willie willis wilson winston
wolf wolfgang woodrow wyatt xavier yanis yann yasser yevgeny yitzhak yosef yuri yusuf yves zachary zack zane zbigniew zeke
jürgen josé andrés sébastien françois rené andré césar joão tomás jesús raúl ángel héctor iñigo stéphane jérôme
"""

_EITHER = """
addison adel alex ali angel ariel ashley avery bailey blair brett cameron carey casey charlie chris claude corey dana
dakota darcy devin drew elliot emerson finley frankie hayden jackie jaime jamie jean jessie jo joan jody jordan jules
kelly kelsey kerry kim kit kris kyle lane lee lesley leslie loren lou lynn marion marlo maurice mel merle micah morgan
nicky noel pat peyton quinn reese regan riley robbie robin rory rowan sam sandy sasha shannon shea sidney skye stevie
sydney tatum taylor terry toni tracy val wynn yael
"""

_GENDERED: dict[str, Gender] = {
    **dict.fromkeys(_MALE.split(), "m"),  # type: ignore[dict-item]
    **dict.fromkeys(_FEMALE.split(), "f"),  # type: ignore[dict-item]
}
for _name in _EITHER.split():
    _GENDERED.pop(_name, None)
_KNOWN = frozenset(_GENDERED) | frozenset(_EITHER.split())

_SHORT = """
abby:abigail al:albert al:alan alex:alexander alex:alexandra andy:andrew barb:barbara ben:benjamin bernie:bernard bert:albert
beth:elizabeth betsy:elizabeth betty:elizabeth bill:william billy:william bob:robert bobby:robert brad:bradley cathy:catherine
charlie:charles chip:charles chris:christopher chris:christine chuck:charles cindy:cynthia dan:daniel danny:daniel dave:david
deb:deborah debbie:deborah dick:richard don:donald doug:douglas drew:andrew ed:edward eddie:edward frank:francis fred:frederick
gabe:gabriel gene:eugene gerry:gerald greg:gregory hank:henry harry:harold jack:john jake:jacob jeff:jeffrey jen:jennifer
jenny:jennifer jerry:gerald jim:james jimmy:james joe:joseph joey:joseph jon:jonathan josh:joshua kate:katherine kathy:katherine
katie:katherine ken:kenneth kenny:kenneth kim:kimberly larry:lawrence liz:elizabeth lou:louis maggie:margaret mandy:amanda
matt:matthew meg:margaret mel:melvin mike:michael mitch:mitchell nan:nancy nate:nathan ned:edward nick:nicholas pam:pamela
pat:patrick pat:patricia patty:patricia peggy:margaret pete:peter phil:philip ray:raymond rich:richard rick:richard rob:robert
ron:ronald russ:russell sam:samuel sam:samantha sandy:sandra steve:steven steve:stephen sue:susan susie:susan ted:theodore
ted:edward teddy:theodore terry:terence theo:theodore tim:timothy tom:thomas tommy:thomas tony:anthony tracy:theresa
vicky:victoria vince:vincent walt:walter wes:wesley will:william zack:zachary
"""
_FULL: dict[str, set[str]] = {}
for _pair in _SHORT.split():
    _short, _long = _pair.split(":")
    _FULL.setdefault(_short, set()).add(_long)


def is_first_name(word: str) -> bool:
    """Say whether `word` is a common first name; hyphenated ones count by their first part."""
    return _plain(word) in _KNOWN


def gender_of(word: str) -> Gender | None:
    """Return the gender that the first name `word` goes with, or None when it goes with both or is not known."""
    return _GENDERED.get(_plain(word))


def same_first_name(one: str, other: str) -> bool:
    """Say whether two first names may be one person's: equal, an initial, or a short form (Bill, William)."""
    a, b = _plain(one, whole=True), _plain(other, whole=True)
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    return b in _FULL.get(a, ()) or a in _FULL.get(b, ()) or bool(_FULL.get(a, set()) & _FULL.get(b, set()))


def _plain(word: str, *, whole: bool = False) -> str:
    lowered = word.lower().rstrip(".")
    return lowered if whole else lowered.split("-")[0]
