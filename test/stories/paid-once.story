One payment, a refund, an alert and two disputes: the buyer never gets more back than was paid, unless somebody says so on the record.

merchant  mill                available 900.00 THB
payment   P1  200.00 THB      refunded 30.00 THB
open      D1  mill            100.00 THB   respond in 7d   payment P1
open      D2  mill            60.00 THB    respond in 7d   payment P1   phase alert
open      D3  mill            40.00 THB    respond in 7d   payment P1
accept    D1                                                      → accepted
judge     D2  prevented                                           → prevented
returned  P1                  160.00 THB
accept    D3                                                      → refused payment_already_returned
accept    D3  hold 1h                                             → refused payment_already_returned
books     mill                available 760.00   held 40.00   clearing 100.00
accept    D3  override "The buyer was promised it."               → accepted
returned  P1                  200.00 THB
check
