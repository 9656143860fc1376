"""Every drawing the product uses, on a grid of 24, drawn with the line of the text around it.

An icon never stands alone: it is hidden from assistive technology and words stand beside it.
"""

SHAPES = {
    "alert": '<path d="M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.2"/>',
    "back": '<path d="M19 12H5.5M11 6.5L5.5 12l5.5 5.5"/>',
    "board": (
        '<rect x="4" y="5" width="4.5" height="14" rx="1"/>'
        '<rect x="10" y="5" width="4.5" height="9" rx="1"/>'
        '<rect x="16" y="5" width="4.5" height="11" rx="1"/>'
    ),
    "building": '<path d="M5 20V5h9v15M14 10h5v10M3.5 20h17M8 8.5h3M8 12h3M8 15.5h3"/>',
    "calendar": (
        '<rect x="4.5" y="6" width="15" height="13.5" rx="2"/>'
        '<path d="M4.5 10.5h15M8.5 3.5V7M15.5 3.5V7"/>'
    ),
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>',
    "copy": (
        '<rect x="8.5" y="8.5" width="11" height="11" rx="2"/>'
        '<path d="M15.5 8.5v-3a1 1 0 0 0-1-1h-9a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h3"/>'
    ),
    "dice": (
        '<rect x="4.5" y="4.5" width="15" height="15" rx="3"/>'
        '<path d="M9 9v.1M15 9v.1M12 12v.1M9 15v.1M15 15v.1"/>'
    ),
    "download": '<path d="M12 4v11M7.5 11L12 15.5 16.5 11M5 20h14"/>',
    "edit": '<path d="M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3"/>',
    "euro": '<path d="M17.5 6.5A6.5 6.5 0 1 0 17.5 17.5M4 10.5h9M4 13.5h8"/>',
    "exit": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
    "eye": (
        '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z"/>'
        '<circle cx="12" cy="12" r="2.75"/>'
    ),
    "eye-off": (
        '<path d="M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.6 3.4'
        'M6.4 7.7A15 15 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.3-1.1"/>'
    ),
    "file": '<path d="M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4"/>',
    "flag": '<path d="M6 21V4h11.5l-2.5 4 2.5 4H6"/>',
    "help": (
        '<circle cx="12" cy="12" r="8.5"/>'
        '<path d="M9.5 9.7a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1 1-1.1 1.7M12 16.4v.2"/>'
    ),
    "image": (
        '<rect x="4" y="5" width="16" height="14" rx="2"/><circle cx="9" cy="10" r="1.5"/>'
        '<path d="M4.5 17.5l5-4.5 3.5 3 2.5-2 4 3.5"/>'
    ),
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5M12 7.9v.2"/>',
    "key": '<circle cx="8" cy="15.5" r="3.75"/><path d="M10.7 12.8L19 4.5M16 7.5l2.5 2.5"/>',
    "list": '<path d="M8.5 7H20M8.5 12H20M8.5 17H20M4.5 7v.1M4.5 12v.1M4.5 17v.1"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<rect x="3.5" y="6" width="17" height="12.5" rx="2"/><path d="M4 7.5l8 6 8-6"/>',
    "message": '<path d="M4 5.5h16v11H11l-4.5 3.5v-3.5H4z"/>',
    "mic": (
        '<rect x="9" y="3.5" width="6" height="10.5" rx="3"/>'
        '<path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>'
    ),
    "next": '<path d="M5 12h13.5M13 6.5l5.5 5.5-5.5 5.5"/>',
    "note": '<path d="M5 4.5h14v10L14.5 19.5H5zM14.5 19.5v-5H19M8.5 9h7M8.5 12.5h3.5"/>',
    "people": (
        '<circle cx="9" cy="8.5" r="3"/><path d="M3.5 19c.5-3.5 2.5-5.5 5.5-5.5s5 2 5.5 5.5'
        'M15.5 6a3 3 0 0 1 0 5.5M17 14c2 .7 3.2 2.5 3.5 5"/>'
    ),
    "person": (
        '<circle cx="12" cy="8.5" r="3.25"/>'
        '<path d="M5.5 20c.6-4 3-6.25 6.5-6.25S17.9 16 18.5 20"/>'
    ),
    "phone": (
        '<path d="M6 4h3.5l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5V18a2 2 0 0 1-2 2'
        'A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z"/>'
    ),
    "pin": (
        '<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11Z"/>'
        '<circle cx="12" cy="10" r="2.25"/>'
    ),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4.5V9h15v8H17M7 14h10v6H7z"/>',
    "reply": '<path d="M9.5 6L4.5 11l5 5M5 11h8.5c3.5 0 6 2 6 6.5"/>',
    "scale": '<path d="M12 4v16M7.5 20h9M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z"/>',
    "school": (
        '<path d="M12 4.5L2.5 9.5 12 14.5l9.5-5zM6 11.5v5c1.5 1.5 3.5 2.5 6 2.5s4.5-1 6-2.5v-5"/>'
    ),
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "shield": (
        '<path d="M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z"/>'
        '<path d="M9 12l2.2 2.2L15.2 10"/>'
    ),
    "sound": (
        '<path d="M4.5 9.5H8l5-4v13l-5-4H4.5zM16 9a4.25 4.25 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11"/>'
    ),
    "trash": ('<path d="M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5"/>'),
    "undo": '<path d="M8.5 5L4.5 9l4 4M5 9h9a5 5 0 0 1 0 10H8"/>',
    "unlock": (
        '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 7.6-1.7"/>'
    ),
    "upload": '<path d="M12 15.5V4.5M7.5 9L12 4.5 16.5 9M5 20h14"/>',
    "x": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
}

# These point somewhere, so they turn around with the direction of reading.
DIRECTED = frozenset({"back", "exit", "list", "next", "reply", "undo"})
