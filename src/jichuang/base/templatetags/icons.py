"""Line icons, drawn on a 16 × 16 grid."""

ICONS: dict[str, str] = {
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
    "print": '<path d="M4 6V2h8v4M4 12H2V6h12v6h-2"/><path d="M4 10h8v4H4z"/>',
    "download": '<path d="M8 2v8m0 0L5 7m3 3 3-3M2.5 13.5h11"/>',
    "upload": '<path d="M8 11V3m0 0L5 6m3-3 3 3M2.5 13.5h11"/>',
    "file": '<path d="M4 1.5h5l3 3v10H4z"/><path d="M9 1.5v3h3"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>',
    "check": '<path d="m3 8.5 3.2 3.2L13 5"/>',
    "next": '<path d="m6 3 5 5-5 5"/>',
    "person": '<circle cx="8" cy="5" r="2.8"/><path d="M2.5 14c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5"/>',
}
