"""The headers of the registers that we know; the operator names others with `--map`."""

from stagebaken.imports.columns import Headers

COMPANIES: Headers = {
    "leerbedrijf_id": ("leerbedrijf_id", "leerbedrijfid", "leerbedrijf", "leerbedrijfnummer"),
    "bron": ("bron",),
    "id": ("bron_id", "vestigingscode", "gml_id", "brin nummer", "instellingscode", "id"),
    "naam": ("naam", "vestigingsnaam", "instellingsnaam", "bedrijfsnaam", "instelling", "name"),
    "activiteit": ("activiteitOmschrijving", "activiteit_omschrijving"),
    "andere_namen": ("andere_namen", "handelsnamen", "handelsnaam"),
    "kvk": ("kvk", "kvk_nummer", "kvknummer"),
    "vestigingsnummer": ("vestigingsnummer", "kvk_vestigingsnummer"),
    "adres": ("adres", "address"),
    "straat": ("straat", "straatnaam", "street"),
    "huisnummer": ("huisnummer", "huisnummer-toevoeging", "nummer", "housenumber"),
    "toevoeging": ("toevoeging", "huisletter"),
    "postcode": ("postcode", "postalcode", "pc6"),
    "plaats": ("plaats", "plaatsnaam", "woonplaats", "vestigingsplaats", "city"),
    "post_straat": ("straatnaam correspondentieadres", "post_straat"),
    "post_huisnummer": ("huisnummer-toevoeging correspondentieadres", "post_huisnummer"),
    "post_postcode": ("postcode correspondentieadres", "post_postcode"),
    "post_plaats": ("plaatsnaam correspondentieadres", "post_plaats"),
    "lat": ("lat", "latitude", "breedtegraad"),
    "lon": ("lon", "lng", "longitude", "lengtegraad"),
    "x": ("x", "rd_x", "x_rd"),
    "y": ("y", "rd_y", "y_rd"),
    "coord_bron": ("coord_bron", "coordinaten_bron"),
    "sector": ("sectorkamer_code", "sectorkamer", "sector"),
    "grootte": ("grootteklasse", "grootte", "size_class"),
    "website": ("website", "internetadres", "url"),
    "email": ("email", "e-mail", "e-mailadres"),
    "telefoon": ("telefoon", "telefoonnummer"),
    "vakwoorden": ("vakwoorden", "trefwoorden"),
}

ACCREDITATIONS: Headers = {
    "leerbedrijf_id": ("leerbedrijf_id", "leerbedrijfid", "leerbedrijf", "leerbedrijfnummer"),
    "crebo": ("crebo", "crebocode", "crebo_nummer", "kwalificatiecode"),
    "leerweg": ("leerweg", "leerwegen", "pathway"),
    "van": ("van", "vanaf", "begindatum", "ingangsdatum", "datum_van", "erkend_van"),
    "tot": ("tot", "tot_en_met", "einddatum", "datum_tot", "erkend_tot", "geldig_tot"),
    "status": ("status", "erkenningsstatus"),
}

PROGRAMMES: Headers = {
    "crebo": ("crebo", "crebocode", "crebo_nummer", "kwalificatiecode"),
    "naam": ("kwalificatie", "naam", "opleiding", "kwalificatienaam"),
    "niveau": ("niveau", "soort_opleiding", "level"),
    "leerweg": ("leerweg", "leerwegen"),
    "dossier_code": ("dossier_code", "dossiercode"),
    "dossier": ("dossier", "kwalificatiedossier"),
    "sector": ("sectorkamer_code", "sectorkamer"),
    "soort": ("soort_ho", "onderwijssoort", "soort"),
    "vakwoorden": ("vakwoorden", "trefwoorden"),
    "van": ("geldig_van", "begindatum", "van"),
    "tot": ("geldig_tot", "einddatum", "tot"),
}

SCHOOLS: Headers = {
    "code": ("code",),
    "brin": ("brin", "brin nummer", "instellingscode", "brinnummer"),
    "naam": ("naam", "instellingsnaam", "name"),
    "sector": ("sector", "soort ho", "onderwijssoort"),
    "domein": ("e-maildomeinen", "e-maildomein", "domein"),
    "website": ("internetadres", "website"),
    "provincie": ("provincie",),
}

POSTCODES: Headers = {
    "postcode": ("pc4", "postcode", "postcode4"),
    "lat": ("lat", "latitude", "breedtegraad"),
    "lon": ("lon", "lng", "longitude", "lengtegraad"),
    "x": ("x", "rd_x"),
    "y": ("y", "rd_y"),
    "plaats": ("woonplaats", "plaats", "plaatsnaam"),
    "andere_namen": ("alternatieve_schrijfwijzen", "andere_namen"),
    "gemeente": ("gemeente", "gemeentenaam"),
    "soort": ("soort",),
}
