# The one that stops first takes the other's directory away.
#: duplicate-resource warning two.service
for name in one two; do
    service "$name" "$stay" RuntimeDirectory=shared
done
start one two
