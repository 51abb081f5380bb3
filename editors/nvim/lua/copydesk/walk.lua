--- One damage after the other. `:help :CopydeskNext`
local server = require('copydesk.server')

local M = {}

local KEYS = { accept = { '\r', '\n' }, skip = { 's', 'n' }, ignore = { 'i' }, all = { 'a' }, undo = { 'u' }, stop = { 'q', '\27' } }

--- Whether `one` stands before `other`.
local function is_before(one, other)
  return one.line < other.line or (one.line == other.line and one.character < other.character)
end

--- The length of a text in the units in which the server counts.
local function units(text, encoding)
  if encoding == 'utf-8' then
    return #text
  end
  local characters, utf16 = vim.str_utfindex(text)
  return encoding == 'utf-16' and utf16 or characters
end

--- Where a place is after an edit; one in text that went is at the beginning of what came instead.
local function moved(place, edit, encoding)
  local first, last = edit.range.start, edit.range['end']
  if not is_before(first, place) then
    return place
  end
  if is_before(place, last) then
    return first
  end
  local lines = vim.split(edit.newText, '\r?\n')
  local line = place.line - last.line + first.line + #lines - 1
  if place.line > last.line then
    return { line = line, character = place.character }
  end
  local length = units(lines[#lines], encoding)
  local from = #lines > 1 and length or first.character + length
  return { line = line, character = place.character - last.character + from }
end

local function moved_by_all(place, edits, encoding)
  for index = #edits, 1, -1 do
    place = moved(place, edits[index], encoding)
  end
  return place
end

--- Has the server run a command for this walk.
local function run(walk, command, ...)
  local params = { command = command, arguments = { ... } }
  return server.ask(walk.client, 'workspace/executeCommand', params, walk.bufnr)
end

local function uri(walk)
  return vim.uri_from_bufnr(walk.bufnr)
end

--- How the server counts.
local function encoding_of(walk)
  return walk.client.offset_encoding or 'utf-16'
end

--- The column of a place in bytes.
local function column(walk, place)
  local line = vim.api.nvim_buf_get_lines(walk.bufnr, place.line, place.line + 1, false)[1] or ''
  local encoding = encoding_of(walk)
  if encoding == 'utf-8' then
    return math.min(place.character, #line)
  end
  local is_inside, byte = pcall(vim.str_byteindex, line, place.character, encoding == 'utf-16')
  return is_inside and byte or #line
end

--- Lines about a repair: what is there and what comes instead, or the table that it makes.
local function repair_lines(fix)
  local lines = {}
  if type(fix.table) == 'table' then
    for index, row in ipairs(fix.table) do
      table.insert(lines, '+ | ' .. table.concat(row, ' | ') .. ' |')
      if index == 1 then
        table.insert(lines, '+ |' .. string.rep('---|', #row))
      end
    end
  else
    for _, change in ipairs(fix.changes) do
      for _, side in ipairs({ { '- ', change.before }, { '+ ', change.after } }) do
        for _, line in ipairs(vim.split(side[2], '\n')) do
          table.insert(lines, side[1] .. line)
        end
      end
    end
  end
  return lines
end

--- What is shown about a damage.
local function lines_of(walk, next)
  local damage = next.damage
  local done = walk.repaired + walk.ignored + walk.skipped
  local top = next.stand.wrapped and ', from the top' or ''
  local lines = { ('%s.  (%d of %d, %d left%s)'):format(damage.message, done + 1, done + next.left, next.left, top), '' }
  local fix = damage.fixes[1]
  if fix then
    vim.list_extend(lines, repair_lines(fix))
    if type(fix.reason) == 'string' then
      vim.list_extend(lines, { '', 'Check it: ' .. fix.reason .. '.' })
    end
  else
    table.insert(lines, 'This needs you: copydesk cannot know what belongs here.')
  end
  local keys = vim.tbl_filter(function(key)
    return key
  end, { fix and '<CR> accept' or false, 's skip', 'i ignore', damage.alike > 1 and ('a all %d alike'):format(damage.alike) or false })
  for index = 2, #damage.fixes do
    table.insert(keys, ('%d %s'):format(index, damage.fixes[index].title))
  end
  vim.list_extend(keys, { 'u undo', 'q end' })
  vim.list_extend(lines, { '', table.concat(keys, '   ') })
  return lines
end

--- Shows a damage: the cursor stands on it, and a window below the cursor says what can be done.
local function show(walk, next)
  local first = next.damage.range.start
  vim.api.nvim_win_set_cursor(0, { first.line + 1, column(walk, first) })
  vim.cmd('normal! zz')
  local lines = lines_of(walk, next)
  local width = 20
  for _, line in ipairs(lines) do
    width = math.max(width, vim.fn.strdisplaywidth(line))
  end
  width = math.min(width, math.max(20, vim.o.columns - 4))
  local height = 0
  for _, line in ipairs(lines) do
    height = height + math.max(1, math.ceil(vim.fn.strdisplaywidth(line) / width))
  end
  local bufnr = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, lines)
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].filetype = 'diff'
  local window = vim.api.nvim_open_win(bufnr, false, {
    relative = 'cursor',
    row = 1,
    col = 0,
    width = width,
    height = math.min(height, math.max(3, vim.o.lines - 6)),
    style = 'minimal',
    border = 'single',
  })
  vim.wo[window].wrap = true
  vim.cmd('redraw')
  return window
end

--- Applies what was chosen; whether that changed something. `start` is where the walk goes on.
local function take(walk, next, choice, start)
  local outcome = run(walk, 'copydesk.take', {
    uri = uri(walk),
    version = next.version,
    choice = choice,
    mended = walk.mended,
  })
  if type(outcome) ~= 'table' or #outcome.edits == 0 then
    return false
  end
  table.insert(walk.before, vim.deepcopy({
    position = walk.position,
    passed = walk.passed,
    began = walk.began,
    wrapped = walk.wrapped,
    mended = walk.mended,
    repaired = walk.repaired,
    ignored = walk.ignored,
    skipped = walk.skipped,
  }))
  if start and is_before(walk.position, start) then
    walk.position, walk.passed = start, 0
  end
  vim.lsp.util.apply_text_edits(outcome.edits, walk.bufnr, encoding_of(walk))
  local function carried(place)
    return moved_by_all(place, outcome.edits, encoding_of(walk))
  end
  walk.position, walk.began = carried(walk.position), carried(walk.began)
  walk.mended = vim.tbl_map(carried, vim.list_extend(vim.list_extend({}, walk.mended), outcome.mended))
  return true
end

--- Goes on behind a damage.
local function pass(walk, damage)
  local first = damage.range.start
  local is_same = first.line == walk.position.line and first.character == walk.position.character
  walk.position, walk.passed = first, is_same and walk.passed + 1 or 1
end

--- Where a repair begins.
local function start_of(damage, fix)
  local first = damage.range.start
  for _, edit in ipairs(fix.edits) do
    if is_before(edit.range.start, first) then
      first = edit.range.start
    end
  end
  return first
end

--- Does what a key means; whether the walk goes on.
local function answer(walk, next, key)
  local damage = next.damage
  local function is(name)
    return vim.tbl_contains(KEYS[name], key)
  end
  local fix = damage.fixes[is('accept') and 1 or tonumber(key) or 0]
  if is('stop') then
    return false
  elseif fix then
    if take(walk, next, fix.choice, start_of(damage, fix)) then
      walk.repaired = walk.repaired + 1
    end
  elseif is('skip') then
    pass(walk, damage)
    walk.skipped = walk.skipped + 1
  elseif is('ignore') then
    if take(walk, next, damage.ignore) then
      walk.ignored = walk.ignored + 1
    else
      pass(walk, damage)
    end
  elseif is('all') and damage.alike > 0 then
    if take(walk, next, damage.all) then
      walk.repaired = walk.repaired + damage.alike
    end
  elseif is('undo') and #walk.before > 0 then
    vim.cmd('silent undo')
    for name, value in pairs(table.remove(walk.before)) do
      walk[name] = value
    end
  end
  return true
end

--- How much there is to do, in words.
function M.in_words(counts)
  local mendable, parts = counts.safe + counts.likely, {}
  if mendable > 0 then
    table.insert(parts, mendable .. ' to repair')
  end
  if counts.person > 0 then
    table.insert(parts, counts.person .. ' for you')
  end
  return #parts > 0 and table.concat(parts, ', ') or 'no damage'
end

--- What is left in a buffer, as the server says; nil where that is no article.
function M.state(client, bufnr)
  local params = { command = 'copydesk.nextDamage', arguments = { vim.uri_from_bufnr(bufnr) } }
  local state = server.ask(client, 'workspace/executeCommand', params, bufnr)
  return type(state) == 'table' and state or nil
end

--- The next damage of a walk, which stands there then.
local function next_of(walk)
  local stand = { position = walk.position, passed = walk.passed, began = walk.began, wrapped = walk.wrapped, mended = walk.mended }
  stand.begins = walk.began == nil
  local next = run(walk, 'copydesk.nextDamage', uri(walk), stand)
  if type(next) ~= 'table' then
    return nil
  end
  walk.position, walk.passed = next.stand.position, next.stand.passed
  walk.began, walk.wrapped = next.stand.began, next.stand.wrapped
  return next
end

--- Walks from the cursor to the end of the article, and from its top to where the cursor was.
function M.start()
  local bufnr = vim.api.nvim_get_current_buf()
  local client = server.client(bufnr)
  if not client then
    return server.tell(server.absence(), vim.log.levels.WARN)
  end
  local position = vim.lsp.util.make_position_params(0, client.offset_encoding or 'utf-16').position
  local walk = { bufnr = bufnr, client = client, position = position, wrapped = false, passed = 0, mended = {}, before = {}, repaired = 0, ignored = 0, skipped = 0 }
  local next
  while true do
    next = next_of(walk)
    if not next or type(next.damage) ~= 'table' then
      break
    end
    local window = show(walk, next)
    local is_read, key = pcall(vim.fn.getcharstr)
    vim.api.nvim_win_close(window, true)
    if not is_read or not answer(walk, next, key) then
      break
    end
  end
  if next then
    local done = ('%d repaired, %d ignored, %d skipped. '):format(walk.repaired, walk.ignored, walk.skipped)
    local left = M.state(client, bufnr)
    server.tell(done .. 'In the whole article: ' .. M.in_words((left or next).counts) .. '.')
  end
end

return M
