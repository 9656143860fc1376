"""Who applied to Berkeley in 1973 (Bickel, Hammel and O'Connell 1975; `UCBAdmissions` of R).

Department, sex, admitted, rejected. In a cohort: a department is a sector, an admission is a place
found with the first application.
"""

from tests.placements.outcomes.cohorts import Row, student

ADMISSIONS = [
    ("A", "Male", 512, 313),
    ("A", "Female", 89, 19),
    ("B", "Male", 353, 207),
    ("B", "Female", 17, 8),
    ("C", "Male", 120, 205),
    ("C", "Female", 202, 391),
    ("D", "Male", 138, 279),
    ("D", "Female", 131, 244),
    ("E", "Male", 53, 138),
    ("E", "Female", 94, 299),
    ("F", "Male", 22, 351),
    ("F", "Female", 24, 317),
]


def rows(table: list[tuple[str, str, int, int]] = ADMISSIONS) -> list[Row]:
    found = []
    for department, sex, admitted, rejected in table:
        for placed, number in ((1, admitted), (0, rejected)):
            found += [student(sector=department, gender=sex, placed=placed)] * number
    return found
