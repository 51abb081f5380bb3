# Text as Markdown that shows it: all but letters, digits and spaces become character references, so that an article can
# neither set nor link anything. Control characters go.
def shown:
  gsub("[\\p{C}]+"; " ")
  | if length > 200 then .[:199] + "…" else . end
  | gsub("(?<sign>[^\\p{L}\\p{N}\\p{M} ])"; "&#\(.sign | explode[0]);");

# A fence that nothing in these lines closes.
def fence: ([.[] | match("`+"; "g").length] | max // 0) as $longest | "`" * ([3, $longest + 1] | max);
