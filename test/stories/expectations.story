An acceptance says what it expects, and is refused when that is no longer so.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
accept    D1  revision 1   expecting 119.00 THB                   → refused amount_changed
annotate  D1  "Somebody else was here."                           → needs_response
accept    D1  revision 1   expecting 120.00 THB                   → refused revision_changed
accept    D1  revision 2   expecting 120.00 THB                   → accepted
check
