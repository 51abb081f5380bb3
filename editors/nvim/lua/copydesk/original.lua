--- A translation beside its original. `:help :CopydeskOriginal`
local server = require('copydesk.server')

local M = {}

--- Milliseconds without a change after which is asked anew which lines belong together.
local PAUSE = 300

--- The windows that are linked, by the name of their group of autocommands.
local links = {}

local function params_of(bufnr)
  return { command = 'copydesk.original', arguments = { vim.uri_from_bufnr(bufnr) } }
end

--- The pairs of lines with those at both beginnings, which belong together, and behind both ends; counted from 1, with the
--- side that leads first.
local function whole(link, leader)
  local pairs_of_lines = { { 1, 1 } }
  local ends = { vim.api.nvim_buf_line_count(link.sides[1].bufnr) + 1, vim.api.nvim_buf_line_count(link.sides[2].bufnr) + 1 }
  for _, pair in ipairs(link.lines) do
    local is_first = pair[1] == 0 and pair[2] == 0
    if not is_first and pair[1] + 1 < ends[1] and pair[2] + 1 < ends[2] then
      table.insert(pairs_of_lines, { pair[1] + 1, pair[2] + 1 })
    end
  end
  table.insert(pairs_of_lines, ends)
  if leader == 1 then
    return pairs_of_lines
  end
  return vim.tbl_map(function(pair)
    return { pair[2], pair[1] }
  end, pairs_of_lines)
end

--- The line of the other side at the place of `line`: between two pairs, as far from both as `line` is.
local function across(pairs_of_lines, line)
  local from = pairs_of_lines[1]
  for _, to in ipairs(pairs_of_lines) do
    if to[1] > line then
      local way = (line - from[1]) / (to[1] - from[1])
      return from[2] + math.floor(way * (to[2] - from[2]))
    end
    from = to
  end
  return from[2]
end

--- Whether a window still shows its side.
local function is_shown(side)
  return vim.api.nvim_win_is_valid(side.window) and vim.api.nvim_win_get_buf(side.window) == side.bufnr
end

local function topline(side)
  return vim.api.nvim_win_call(side.window, function()
    return vim.fn.winsaveview().topline
  end)
end

--- Puts the cursor of a side on a line, which is shown so many lines below the top, or as near as can be.
local function show(side, line, below)
  line = math.max(1, math.min(line, vim.api.nvim_buf_line_count(side.bufnr)))
  vim.api.nvim_win_call(side.window, function()
    vim.fn.winrestview({ topline = math.max(1, line - below), lnum = line, col = 0 })
  end)
  side.top, side.line = topline(side), line
end

--- Brings the side that did not move to where the other one is: what belongs to the line of the cursor is beside it.
local function follow(link, leader)
  local side = link.sides[leader]
  side.top, side.line = topline(side), vim.api.nvim_win_get_cursor(side.window)[1]
  show(link.sides[3 - leader], across(whole(link, leader), side.line), side.line - side.top)
end

--- Looks which of the two was moved: the one with the cursor, if both were. What followed is where it was left.
local function look(link)
  if not (is_shown(link.sides[1]) and is_shown(link.sides[2])) then
    return
  end
  local current = vim.api.nvim_get_current_win() == link.sides[2].window and 2 or 1
  for _, index in ipairs({ current, 3 - current }) do
    local side = link.sides[index]
    local line = vim.api.nvim_win_get_cursor(side.window)[1]
    if topline(side) ~= side.top or (index == current and line ~= side.line) then
      return follow(link, index)
    end
  end
end

local function finish(link)
  if links[link.name] ~= link then
    return
  end
  links[link.name] = nil
  vim.api.nvim_del_augroup_by_name(link.name)
  for _, side in ipairs(link.sides) do
    if vim.api.nvim_win_is_valid(side.window) then
      vim.wo[side.window].cursorline = side.cursorline
    end
  end
end

--- Asks anew which lines belong together, once nothing is typed any more.
local function edited(link)
  link.edits = link.edits + 1
  local edits = link.edits
  vim.defer_fn(function()
    local bufnr = link.sides[1].bufnr
    local client = links[link.name] == link and link.edits == edits and server.client(bufnr)
    if not client then
      return
    end
    local function take(problem, known)
      -- While the server is away, the lines are those that it told last.
      if not problem and type(known) == 'table' and known.lines then
        link.lines = known.lines
      end
    end
    server.send(client, 'workspace/executeCommand', params_of(bufnr), take, bufnr)
  end, PAUSE)
end

--- Links the windows of a translation and its original until one of them is closed.
local function link_windows(translation, original, lines)
  for _, link in pairs(links) do
    if link.sides[1].window == translation or link.sides[2].window == original then
      finish(link)
    end
  end
  local link = { name = ('copydesk_original_%d_%d'):format(translation, original), lines = lines, edits = 0, sides = {} }
  links[link.name] = link
  local group = vim.api.nvim_create_augroup(link.name, { clear = true })
  for index, window in ipairs({ translation, original }) do
    link.sides[index] = { window = window, bufnr = vim.api.nvim_win_get_buf(window), cursorline = vim.wo[window].cursorline }
    -- The cursor of the other side shows what belongs to the line of this one.
    vim.wo[window].cursorline = true
    vim.api.nvim_create_autocmd('WinClosed', {
      group = group,
      pattern = tostring(window),
      callback = function()
        finish(link)
      end,
    })
    vim.api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI' }, {
      group = group,
      buffer = link.sides[index].bufnr,
      callback = function()
        edited(link)
      end,
    })
  end
  vim.api.nvim_create_autocmd({ 'WinScrolled', 'CursorMoved', 'CursorMovedI' }, {
    group = group,
    callback = function()
      look(link)
    end,
  })
  return link
end

--- The window of this tab page that shows a file; it is opened beside the current one where there is none.
local function window_of(uri)
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if vim.uri_from_bufnr(vim.api.nvim_win_get_buf(window)) == uri then
      return window
    end
  end
  local before = vim.api.nvim_get_current_win()
  vim.cmd('rightbelow vertical split ' .. vim.fn.fnameescape(vim.uri_to_fname(uri)))
  local window = vim.api.nvim_get_current_win()
  vim.api.nvim_set_current_win(before)
  return window
end

--- Opens a file beside the current one, and links both. `is_original` says which of them the file is.
local function open(uri, is_original)
  local here = vim.api.nvim_get_current_win()
  local there = window_of(uri)
  local translation, original = is_original and here or there, is_original and there or here
  local bufnr = vim.api.nvim_win_get_buf(translation)
  local client = server.client(bufnr)
  -- What is open counts as it is in its buffer.
  local known = client and server.ask(client, 'workspace/executeCommand', params_of(bufnr), bufnr)
  local link = link_windows(translation, original, type(known) == 'table' and known.lines or {})
  follow(link, is_original and 1 or 2)
end

--- Opens the original of this buffer beside it; beside an original, its translation that is open.
function M.open()
  local bufnr = vim.api.nvim_get_current_buf()
  local client = server.client(bufnr)
  if not client then
    return server.tell(server.absence(), vim.log.levels.WARN)
  end
  local known, failed = server.ask(client, 'workspace/executeCommand', params_of(bufnr), bufnr)
  if failed then
    return
  end
  known = type(known) == 'table' and known or {}
  if known.uri then
    open(known.uri, true)
  elseif known.translations and #known.translations == 1 then
    open(known.translations[1], false)
  elseif known.translations then
    vim.ui.select(known.translations, { prompt = 'Which translation?', format_item = vim.uri_to_fname }, function(uri)
      if uri then
        open(uri, false)
      end
    end)
  else
    server.tell('no original of this buffer is known; `[translations]` in copydesk.toml says which article is the original of which.')
  end
end

return M
