#!/bin/sh
# Prints the origins that may show the shop in a frame, from the block `shop-config` of the page,
# for SHOP_PARTNERS of every recipe but Node, which reads the page itself: the list stands in one place.
#
#   sh deploy/partners.sh /srv/refillery/dist/index.html
#
# Run it again after an edit of `partner_origins`, and reload the server. What is no plain origin
# is left out, as the shop does.
set -eu
tr '\n' ' ' < "${1:?the path of index.html}" \
  | sed -n 's/.*id="\{0,1\}shop-config"\{0,1\}[^>]*>//;s/<\/script>.*//;s/.*"partner_origins" *: *\[\([^]]*\)\].*/\1/p' \
  | tr -d ' \t\r' | tr ',' '\n' \
  | sed -n 's/^"\(https\{0,1\}:\/\/[A-Za-z0-9.:-][A-Za-z0-9.:-]*\)"$/\1/p' \
  | tr '\n' ' ' | sed 's/ $//'
