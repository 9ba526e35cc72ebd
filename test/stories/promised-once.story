Money that is promised counts as gone: while one acceptance waits or is on its way, another of the same payment is refused; taken back, it is free again.

merchant  mill                available 900.00 THB
payment   P1  100.00 THB
open      D1  mill            100.00 THB   respond in 7d   payment P1
open      D2  mill            100.00 THB   respond in 7d   payment P1   upstream
accept    D1  hold 1h                                             → needs_response, acceptance held
accept    D2                                                      → refused payment_already_returned
undo      D1                                                      → needs_response
accept    D2                                                      → accepting
accept    D1                                                      → refused payment_already_returned
upstream  D2  refuses                                             → needs_response
accept    D1                                                      → accepted
accept    D2                                                      → refused payment_already_returned
returned  P1                  100.00 THB
tick      38d                                                                                   # time may force what nobody may choose
state     D2                  expired
returned  P1                  200.00 THB
check
