"""Everyday words, and the words of the register for them. Our own list.

A meaning is the start of a word; a long one also its end: `vervoer` is in `personenvervoer`. None
is so wide that other trades come with it. A school adds its own at /beheer/; those win.
"""

from placements.companies.words import plain

_LINES = """
aannemer: bouw metselaar timmer
aardappel: teelt akkerbouw landbouw
accountant: administratie financieel boekhoud
administratie: administratief secretarieel
afwas: horeca keuken
airco: koude klimaat
akker: akkerbouw teelt landbouw
ambulance: verpleegkundige gezondheidszorg
animatie: mediavormgever gamedeveloper leisure
apotheek: apothekersassistent
app: software developer applicatie
architect: bouwkunde middenkaderfunctionaris
asfalt: wegenbouw gww
assistent: assisterende
auto: autotechniek autotechnicus voertuig
automonteur: autotechniek autotechnicus voertuig
autotechniek: autotechnicus
baby: kraamzorg kinderopvang
badmeester: zwembad sport
bakker: brood banket patisserie
bakkerij: brood banket
balie: receptie receptionist secretariaat
band: autotechniek autotechnicus
bank: financieel bancaire
banketbakker: banket patisserie
bar: horeca bediening gastheer
barber: kapper haarverzorging
barbier: kapper haarverzorging
bardame: bediening horeca
barista: bediening horeca
barman: bediening horeca
beautysalon: schoonheid
bediening: horeca gastheer gastvrouw
beeldhouwer: steen
begrafenis: uitvaart
bejaarde: verzorgende verpleeg helpende ouderen
bejaardenhuis: verzorgende verpleeg helpende ouderen
beton: betonbouw
beveiliger: beveiliging
bezorger: goederenvervoer wegvervoer transport
bibliotheek: bibliotheken
bier: brouwerij horeca
bioscoop: leisure
bloem: bloemen bloembinder
bloemist: bloem
bodyguard: beveiliging
boek: boekhandel
boekhouder: administratie financieel
boekhouding: administratie financieel
boer: veehouderij dierverzorging teelt agrarisch
boerderij: veehouderij dierverzorging teelt agrarisch
boom: boomteelt groen
boot: scheepsbouw jacht watersport binnenvaart schipper
bos: groen bosbouw natuurbeheer
bouwvakker: bouw timmer metselaar
brandweer: veiligheid
bril: opticien optiek
brommer: tweewieler motor
brood: bakker
bso: kinderopvang pedagogisch
buschauffeur: personenvervoer
cafe: horeca gastheer bediening
caissiere: verkoop winkel retail
camera: audiovisueel fotografie
camping: leisure hospitality
cateraar: catering horeca
chauffeur: wegvervoer goederenvervoer personenvervoer transport
chef: kok keuken
chemie: analist laboratorium proces
coach: begeleider sociaal
commercieel: verkoop sales
computer: ict software netwerk
conciërge: facilitair
conducteur: railvervoer
creche: kinderopvang pedagogisch
dak: dakdekker
danser: dans artiest
decor: podium theater
dementie: verzorgende verpleeg helpende
design: vormgeving vormgever
dieren: dierverzorging
dierenarts: paraveterinair
dierentuin: dierverzorging
dj: artiest muziek geluid
dokter: doktersassistent
dokterspraktijk: doktersassistent
drogist: verkoop drogisterij
drukker: print grafisch
duurzaam: energie installatie
elektra: elektrotechniek elektrotechnische elektricien
elektricien: elektrotechniek elektrotechnische
energie: installatie elektrotechniek elektrotechnische
evenement: event leisure
fabriek: productie operator proces
fiets: tweewieler fietstechnicus
fietsenmaker: tweewieler fietstechnicus
film: audiovisueel fotografie
fitness: sport bewegen
foto: fotograaf fotografie
fysio: fysiotherapie bewegen
fysiotherapeut: fysiotherapie bewegen
game: gaming gamedeveloper
gamen: gaming gamedeveloper
garage: auto autotechniek voertuig
gastvrouw: gastheer bediening
gebarentolk: tolk
gehandicapt: gehandicaptenzorg begeleider maatschappelijk
gehandicapten: gehandicaptenzorg begeleider maatschappelijk
geld: financieel bancaire
geluid: podium audiovisueel
gemeente: publiek overheid
geneesmiddel: apothekersassistent
gids: reizen toerisme travel reisleider
glas: glaszetter glas
goud: goudsmid juwelier
graafmachine: grondverzet
groente: teelt agf
groothandel: handel logistiek
gym: sport bewegen
haar: kapper
hamburger: horeca fastservice
handhaver: handhaving toezicht
haven: maritiem binnenvaart
heftruck: logistiek magazijn
helpdesk: ict support
hond: dierverzorging
horeca: kok gastheer bediening
hotel: horeca hospitality receptionist
hout: timmer meubel
hovenier: groen tuin
hr: personeel hrm
huid: schoonheid
huisarts: doktersassistent
huishouding: helpende facilitair schoonmaak
huisschilder: schilder
hulpverlener: sociaal maatschappelijk
icter: ict
ijs: horeca
influencer: marketing communicatie
instagram: marketing communicatie
installateur: installatie
interieur: meubel wonen
internet: ict software
it: ict
jeugd: sociaal kinderopvang
jeugdzorg: sociaal maatschappelijk
jongeren: sociaal maatschappelijk
jongerenwerker: sociaal maatschappelijk
juf: onderwijsassistent
juffrouw: onderwijsassistent
jurist: juridisch
juwelier: goudsmid edelsmid
kaas: zuivel voeding
kantoor: administratie secretarieel office
kapper: haarverzorging haarstylist kapsalon
kapsalon: kapper haarverzorging
kapster: kapper haarverzorging
kas: glastuinbouw teelt
kassa: verkoop winkel retail
kelner: gastheer bediening
keuken: kok horeca
keukenhulp: keuken horeca
kinderdagverblijf: kinderopvang pedagogisch
kinderen: kinderopvang pedagogisch onderwijsassistent
kinderleidster: kinderopvang pedagogisch
kinderopvang: pedagogisch
kip: pluimvee veehouderij
kleding: mode fashion textiel
kleermaker: mode maatkleding
koe: veehouderij melkvee
koeling: koeltechniek koude
koerier: goederenvervoer wegvervoer transport
kok: keuken
koken: kok keuken
kraamzorg: verzorgende
kraan: hijswerk kraanmachinist
krant: mediaredactie communicatie
laborant: laboratorium analist
laboratorium: laborant analist
lader: logistiek
landbouw: akkerbouw agrarisch teelt
laptop: ict
las: lasser metaal constructie
lassen: lasser metaal constructie
leger: defensie grondoptreden
leraar: onderwijsassistent
lichaamsverzorging: schoonheid
licht: podium belichting
lood: loodgieter werktuigkundige
loodgieter: werktuigkundige sanitair dakbedekking
machine: machinebouw werktuig mechatronica
magazijn: logistiek warehouse
magazijnmedewerker: logistiek
make-up: visagie grime
makeup: visagie grime
manicure: nagel schoonheid
marinier: defensie onderofficier
markt: verkoop
massage: masseur wellness
matroos: binnenvaart
meester: onderwijsassistent
melk: melkvee zuivel veehouderij
metaal: metaalbewerker constructie verspaner
metselen: metselaar
meubel: meubelmaker interieur
mode: fashion kleding
model: mode
monteur: autotechniek autotechnicus fietstechnicus mechatronica voertuig
motor: motorfiets gemotoriseerde
muziek: muzikant artiest geluid
naaien: mode textiel
nagel: schoonheid nagelstyliste
nagelstylist: nagel schoonheid
natuur: groen
netwerk: ict
notaris: juridisch
ober: gastheer gastvrouw bediening
oma: ouderen verzorgende verpleeg
onderwijs: onderwijsassistent
ontwerper: vormgever vormgeving
oogarts: optometrie opticien oogheelkundig
oorbel: goudsmid juwelier
opa: ouderen verzorgende verpleeg
opticien: optiek
opvang: kinderopvang
orderpicker: logistiek
oudere: verzorgende verpleeg helpende
ouderen: verzorgende verpleeg helpende
paard: paardenhouderij paardensport
patat: horeca fastservice
pc: ict
pedagoog: pedagogisch
pedicure: voetzorg voetverzorging
peuter: kinderopvang pedagogisch
piercing: tattoo
piloot: luchtvaart
pizza: horeca kok
pizzeria: horeca kok
plant: teelt groen
poets: schoonmaak facilitair
poetsen: schoonmaak facilitair
politie: handhaver handhaving toezicht
portier: beveiliging receptionist
postbode: logistiek transport
programmeren: software developer
programmeur: software developer
psychiatrie: ggz verpleegkundige maatschappelijk
pub: horeca
receptie: receptionist
recht: juridisch
reclame: marketing vormgever vormgeving
reis: reizen toerisme travel
reisbureau: reizen toerisme travel
restaurant: horeca kok gastheer bediening
riool: gww infratechniek
robot: mechatronica robotica
sales: verkoop commercieel
salon: kapper schoonheid
schilder: schilderen afwerking
schip: scheepsbouw binnenvaart
schoen: schoenmaker
schoenmaker: schoen
school: onderwijsassistent
schoonheidssalon: schoonheid
schoonheidsspecialist: schoonheid
schoonheidsspecialiste: schoonheid
schoonmaakster: schoonmaak facilitair
schoonmaken: schoonmaak facilitair
schoonmaker: schoonmaak facilitair
scooter: tweewieler
secretaresse: secretarieel office
security: beveiliging
serveerster: gastheer bediening
sieraad: goudsmid juwelier
slager: vlees slagerij
slagerij: slager vlees
sloop: sloper slopen
smid: metaal hoefsmid
snackbar: horeca fastservice
sociaal: maatschappelijk
software: developer ict
soldaat: defensie grondoptreden
spel: gaming
spoor: railinfra railvervoer
sport: bewegen sportinstructeur
sportschool: sport bewegen
steigerbouw: steiger
steward: luchtvaart
stewardess: luchtvaart
stofzuigen: schoonmaak
straat: straatmaker bestrating
straten: straatmaker bestrating
stratenmaker: straatmaker bestrating gww
stroom: elektrotechniek elektrotechnische elektricien
stuc: stukadoor afwerking
stucadoor: stukadoor afwerking
supermarkt: verkoop winkel retail food
systeembeheer: ict
tandarts: tandartsassistent mondzorg
tandtechniek: tandtechnicus
tatoeage: tattoo
taxi: personenvervoer
techniek: monteur technicus
tegel: tegelzetter
tekenen: tekenaar vormgeving
telefoon: ict telecom contactcenter
theater: podium artiest
theatertechniek: podium
thuiszorg: verzorgende helpende
timmerman: timmer
toerisme: reizen travel leisure
toilet: schoonmaak
tractor: landbouwmechanisatie agrarisch loonwerk
trein: railvervoer railinfra
trekker: landbouwmechanisatie agrarisch loonwerk
truck: goederenvervoer wegvervoer transport bedrijfsauto
tuin: hovenier groen
tuinier: hovenier groen
tuinman: hovenier groen
uitvaart: begrafenis
uitzendbureau: personeel hrm intercedent
vakkenvullen: verkoop winkel retail
vakkenvuller: verkoop winkel retail
varken: veehouderij
veilig: beveiliging veiligheid
verf: schilder
verhuizer: logistiek verhuis
verkoopster: verkoper verkoop
verkopen: verkoper verkoop
verpleegster: verpleegkundige
verplegen: verpleegkundige
verpleger: verpleegkundige
verpleging: verpleegkundige
verwarming: werktuigkundige installatie
verzekering: financieel assurantie
verzorger: verzorgende dierverzorging
verzorging: verzorgende
video: audiovisueel fotografie
vis: visserij vishandel
visagist: visagie grime
visagiste: visagie grime
visser: visserij
vlees: slager
vliegtuig: luchtvaart
vliegveld: luchtvaart
vloer: vloerenlegger
vluchteling: sociaal maatschappelijk
voetbal: sport
vrachtauto: goederenvervoer wegvervoer transport bedrijfsauto
vrachtwagen: goederenvervoer wegvervoer transport bedrijfsauto
vrachtwagenchauffeur: goederenvervoer wegvervoer transport
vuilnis: afval
warmtepomp: koude klimaat
was: textielreiniging
wasserette: textielreiniging
water: watertechniek waterbeheer
web: software developer
webdesign: vormgeving developer
webshop: commerce
website: software developer vormgeving
wegenbouw: gww
wellness: schoonheid
wiel: tweewieler autotechniek
wijkverpleegkundige: verpleegkundige
winkel: verkoop retail
winkelen: verkoop retail
winkelier: verkoop winkel retail
yoga: sport bewegen
zeeman: maritiem
zeevaart: maritiem
ziek: verpleegkundige verzorgende gezondheidszorg
ziekenhuis: verpleegkundige gezondheidszorg
ziekenverzorger: verzorgende verpleegkundige
zonnepaneel: installatie elektrotechniek
zonnepanelen: installatie elektrotechniek
zorghulp: helpende
zuster: verpleegkundige verzorgende
zwembad: sport
bosch: hertogenbosch
haag: gravenhage
"""


def read(lines: str) -> dict[str, str]:
    """Lines of `word: meaning meaning`, in the plain words of the index."""
    pairs = (line.partition(":") for line in lines.strip().splitlines())
    return {plain(word).replace(" ", ""): plain(meaning) for word, _, meaning in pairs}


SYNONYMS = read(_LINES)

# Words that hold another by chance: who seeks sport has no use for transport.
_OTHERS = """
akker: bakker
licht: voorlichting
ober: ober
plant: voortplanting
sport: transport
zorg: haarverzorg dierverzorg schoonheidsverzorg voetverzorg lichaamsverzorg
"""
FALSE_FRIENDS = {word: tuple(parts.split()) for word, parts in read(_OTHERS).items()}
