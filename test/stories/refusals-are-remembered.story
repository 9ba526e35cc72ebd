A refusal is an answer too: the same key hears it again, whatever has become possible since; a passing refusal is not kept.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
accept    D1  key k1   revision 9                                 → refused revision_changed
accept    D1  key k1   revision 1                                 → refused revision_changed again
accept    D1  hold 1h                                             → needs_response, acceptance held
accept    D1  key k2                                              → refused acceptance_pending
undo      D1                                                      → needs_response
accept    D1  key k2                                              → accepted
accept    D1  key k2                                              → accepted again
check
