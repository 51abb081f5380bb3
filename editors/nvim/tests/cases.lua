-- What is tested. Each case runs in a Neovim of its own. Nothing waits for a time: `wait_for` waits for what is to be seen.
local DAMAGED = '<p>Some < strong >bold</ strong > words.</p>'
local FIXED = '<p>Some <strong>bold</strong> words.</p>'
local PROGRAM = vim.env.COPYDESK

local function wait_for(what, is_there)
  if not vim.wait(60000, is_there, 20) then
    error(what .. ' did not come')
  end
end

local function equal(found, expected)
  if not vim.deep_equal(found, expected) then
    error('found ' .. vim.inspect(found) .. ', expected ' .. vim.inspect(expected), 2)
  end
end

local function contains(text, part)
  if not text:find(part, 1, true) then
    error(vim.inspect(text) .. ' does not contain ' .. vim.inspect(part), 2)
  end
end

local root = vim.fn.tempname()
vim.fn.mkdir(root, 'p')
root = vim.loop.fs_realpath(root)

local function write(name, text)
  local path = root .. '/' .. name
  vim.fn.mkdir(vim.fn.fnamemodify(path, ':h'), 'p')
  local file = assert(io.open(path, 'w'))
  file:write(text)
  file:close()
  return path
end

local function read(path)
  local file = assert(io.open(path))
  local text = file:read('*a')
  file:close()
  return text
end

local function edit(name, text)
  vim.cmd('edit ' .. (text and write(name, text) or root .. '/' .. name))
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

local function start(options)
  require('copydesk').setup(vim.tbl_extend('keep', options or {}, { cmd = { PROGRAM, 'lsp' }, timeout = 30000 }))
end

local function client()
  return require('copydesk.server').client(vim.api.nvim_get_current_buf())
end

--- Opens a file and waits for the server's diagnostics.
local function open(name, content)
  edit(name, content)
  wait_for('a diagnostic', function()
    return #vim.diagnostic.get(0) > 0
  end)
end

local function was_told(part)
  for _, message in ipairs(_G.told) do
    if message:find(part, 1, true) then
      return true
    end
  end
  return false
end

--- How often the user was told something.
local function times_told(part)
  return #vim.tbl_filter(function(message)
    return message:find(part, 1, true) ~= nil
  end, _G.told)
end

local function choose_first_action()
  vim.ui.select = function(items, _, choose)
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
end

local function health()
  vim.cmd('checkhealth copydesk')
  return text()
end

--- A program that notes each start in a file before it runs `rest`.
local function script(rest)
  local starts = root .. '/starts'
  local path = write('server.sh', ('#!/bin/sh\necho $$ >>"%s"\n%s\n'):format(starts, rest))
  vim.loop.fs_chmod(path, 493)
  return path, function()
    local file = io.open(starts)
    if not file then
      return {}
    end
    local pids = vim.split(vim.trim(file:read('*a')), '\n')
    file:close()
    return pids
  end
end

local cases = {}

function cases.diagnostics()
  start()
  for _, name in ipairs({ 'a.html', 'b.md', 'c.mdx', 'd.txt' }) do
    open(name, DAMAGED .. '\n')
    local found = vim.diagnostic.get(0)[1]
    equal({ found.source, found.lnum, found.col, found.end_col }, { 'copydesk', 0, 8, 18 })
    equal(found.severity, vim.diagnostic.severity.ERROR)
  end
  vim.api.nvim_buf_set_lines(0, 0, 1, false, { FIXED })
  wait_for('the end of the diagnostics', function()
    return #vim.diagnostic.get(0) == 0
  end)
end

function cases.code_action()
  start()
  open('a.html', '<p>漢 ' .. DAMAGED .. '\n')
  local column = vim.diagnostic.get(0)[1].col
  vim.api.nvim_win_set_cursor(0, { 1, column })
  choose_first_action()
  wait_for('the fix', function()
    return text():find('<strong>', 1, true) ~= nil
  end)
end

--- The titles that are offered at the cursor.
local function offered()
  local titles
  vim.ui.select = function(items)
    titles = vim.tbl_map(function(item)
      local action = item.action or item[2]
      return action.title
    end, items)
  end
  vim.lsp.buf.code_action()
  wait_for('the offers', function()
    return titles ~= nil
  end)
  return titles
end

function cases.code_actions_of_the_line_wherever_the_cursor_is()
  start()
  open('a.html', '<p>Some text before it. More of it.</div></p>\n' .. DAMAGED .. '\n')
  wait_for('all diagnostics', function()
    return #vim.diagnostic.get(0) == 3
  end)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  equal(offered()[1], 'Remove </div> (check it)')
  vim.api.nvim_win_set_cursor(0, { 2, #DAMAGED - 1 })
  equal({ offered()[1], offered()[2] }, { 'Write <strong>', 'Write </strong>' })
end

function cases.hover_begins_with_the_repair()
  start()
  open('a.html', DAMAGED .. '\n')
  local position = { line = 0, character = 10 }
  local params = { textDocument = { uri = vim.uri_from_bufnr(0) }, position = position }
  local hover = require('copydesk.server').ask(client(), 'textDocument/hover', params, 0)
  contains(hover.contents.value, 'Misplaced whitespace in the tag `<strong>`.\n\n```diff\n- <p>Some < strong >')
  contains(hover.contents.value, '+ <p>Some <strong>bold')
end

--- Walks with these keys.
local function walk(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, true, true), 't', false)
  vim.cmd('CopydeskNext')
end

function cases.next_damage()
  start()
  local article = { DAMAGED, '', '<p>漢 More</div> of < em >it</ em >, and < b >that</ b >.</p>', '', '. . .' }
  open('a.html', table.concat(article, '\n') .. '\n')
  -- Accepts one, and then all of its kind; skips one, goes back, repairs it; then the dots at the end.
  walk('<CR>as<CR>')
  equal(text(), FIXED .. '\n\n<p>漢 More</div> of <em>it</em>, and <b>that</b>.</p>\n')
  equal(was_told('7 repaired, 0 ignored, 1 skipped. In the whole article: 1 to repair.'), true)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  walk('<CR>')
  equal(text(), FIXED .. '\n\n<p>漢 More of <em>it</em>, and <b>that</b>.</p>\n')
  equal(was_told('In the whole article: no damage.'), true)
end

function cases.next_damage_begins_at_the_cursor_and_ends_there()
  start()
  -- One that is repaired with words that are longer in bytes than on the screen, so that places behind it move.
  open('a.html', 'é漢 < b >1</b> < b >é漢</b> < b >3</b>\n\n< b >4</b>\n')
  vim.api.nvim_win_set_cursor(0, { 1, #'é漢 < b >1</b> < ' })
  -- The second, in which the cursor is; skips the third; the fourth; then the first, from the top.
  walk('<CR>s<CR><CR>q')
  equal(text(), 'é漢 <b>1</b> <b>é漢</b> < b >3</b>\n\n<b>4</b>')
  equal(was_told('3 repaired, 0 ignored, 1 skipped. In the whole article: 1 to repair.'), true)
end

function cases.templates_are_sent_where_settings_are()
  start()
  write('own/.git/HEAD', '')
  edit('own/card.vue', DAMAGED .. '\n')
  vim.bo.filetype = 'vue'
  equal(require('copydesk.server').is_ours(0), false)
  write('site/copydesk.toml', '')
  edit('site/pages/card.vue', DAMAGED .. '\n')
  vim.bo.filetype = 'vue'
  wait_for('the server', client)
  start({ filetypes = { 'vue' } })
  edit('own/other.vue', DAMAGED .. '\n')
  vim.bo.filetype = 'vue'
  equal(require('copydesk.server').is_ours(0), true)
end

function cases.next_damage_goes_back_and_ignores()
  start()
  open('a.html', DAMAGED .. '\n')
  walk('<CR>uq')
  equal(text(), DAMAGED)
  equal(was_told('0 repaired, 0 ignored, 0 skipped. In the whole article: 2 to repair.'), true)
  walk('i')
  equal(text(), '<!-- copydesk-ignore spaced-tag -->\n' .. DAMAGED)
end

function cases.fix_on_save()
  start({ fix_on_save = true })
  open('a.html', DAMAGED .. '\n')
  vim.api.nvim_buf_set_lines(0, 1, 1, false, { '<p>A < b >second</ b > one.</p>' })
  vim.cmd('write')
  equal(read(root .. '/a.html'), FIXED .. '\n<p>A <b>second</b> one.</p>\n')
end

function cases.fix_on_save_can_be_switched_off_for_a_buffer()
  start({ fix_on_save = true })
  open('a.html', DAMAGED .. '\n')
  vim.b.copydesk_fix_on_save = false
  vim.cmd('write')
  equal(read(root .. '/a.html'), DAMAGED .. '\n')
  vim.b.copydesk_fix_on_save = nil
  vim.cmd('write')
  equal(read(root .. '/a.html'), FIXED .. '\n')
end

function cases.nothing_is_fixed_on_save_by_default()
  start()
  open('a.html', DAMAGED .. '\n')
  vim.cmd('write')
  equal(read(root .. '/a.html'), DAMAGED .. '\n')
  vim.cmd('CopydeskFixAll')
  equal(text(), FIXED)
end

function cases.fix_all_says_what_it_did()
  start()
  open('a.html', DAMAGED .. '\n<p>An <em>open one.</p>\n<!-- left\n')
  wait_for('all diagnostics', function()
    return #vim.diagnostic.get(0) == 4
  end)
  vim.cmd('CopydeskFixAll')
  equal(was_told('2 repaired; 1 to repair, 1 for you left.'), true)
  vim.cmd('CopydeskFixAll all')
  equal(text(), FIXED .. '\n<p>An <em>open one.</em></p>\n<!-- left')
  equal(was_told('1 repaired; 1 for you left.'), true)
  vim.cmd('CopydeskFixAll everything')
  equal(was_told('use `:CopydeskFixAll safe`'), true)
end

function cases.fix_workspace()
  write('copydesk.toml', '')
  write('closed.html', DAMAGED .. '\n')
  start()
  open('open.html', DAMAGED .. '\n')
  vim.cmd('CopydeskFixWorkspace')
  wait_for('the fix of the open article', function()
    return text() == FIXED
  end)
  edit('closed.html')
  wait_for('the fix of the other article', function()
    return text() == FIXED
  end)
end

function cases.compare()
  start()
  local all = '<p>An <em>open one.</p>'
  open('a.html', DAMAGED .. '\n' .. all .. '\n')
  local article = vim.api.nvim_get_current_win()
  vim.cmd('CopydeskCompare')
  equal(text(), FIXED .. '\n' .. all)
  equal({ vim.wo.diff, vim.wo[article].diff, vim.bo.modifiable, vim.bo.filetype }, { true, true, false, 'html' })
  equal({ vim.wo.wrap, vim.wo[article].wrap }, { true, true })
  vim.cmd('quit')
  equal(vim.wo.diff, false)
  vim.cmd('CopydeskCompare all')
  equal(text(), FIXED .. '\n<p>An <em>open one.</em></p>')
  vim.cmd('quit')
  equal(read(root .. '/a.html'), DAMAGED .. '\n' .. all .. '\n')
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { FIXED })
  vim.cmd('CopydeskCompare')
  equal(was_told('no safe fixes to apply'), true)
  open('copydesk.toml', 'selct = []\n')
  vim.cmd('CopydeskCompare')
  equal(was_told('this is not an article'), true)
end

function cases.explain()
  start()
  open('a.html', DAMAGED .. '\n')
  vim.api.nvim_win_set_cursor(0, { 1, 10 })
  vim.cmd('CopydeskExplain')
  contains(text(), '# spaced-tag')
  equal(vim.bo.filetype, 'markdown')
  vim.cmd('quit')
  vim.cmd('CopydeskExplain fused-tag')
  contains(text(), '# fused-tag')
  vim.cmd('quit')
  vim.cmd('CopydeskExplain none')
  equal(was_told('unknown rule `none`'), true)
  local names = vim.fn.getcompletion('CopydeskExplain fused-', 'cmdline')
  equal(names, { 'fused-tag', 'fused-words' })
end

function cases.settings_of_the_editor_count()
  start({ settings = { ignore = { 'tags' } } })
  open('a.html', DAMAGED .. '\n<p>A bell\7 here.</p>\n')
  wait_for('the one diagnostic', function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].message:find('U+0007', 1, true) ~= nil
  end)
end

function cases.settings_file()
  start()
  open('copydesk.toml', 'selct = ["txt"]\n')
  local found = vim.diagnostic.get(0)[1]
  equal(found.message, 'unknown key `selct`; did you mean `select`?')
  equal({ found.lnum, found.col, found.end_col }, { 0, 0, 5 })
  vim.api.nvim_win_set_cursor(0, { 1, 2 })
  choose_first_action()
  wait_for('the correction', function()
    return text() == 'select = ["txt"]'
  end)
  wait_for('the next mistake', function()
    local next = vim.diagnostic.get(0)[1]
    return next and next.message == 'unknown rule or group `txt`; did you mean `text`?'
  end)
  vim.b.copydesk_fix_on_save = true
  vim.cmd('write')
  equal(read(root .. '/copydesk.toml'), 'select = ["txt"]\n')
  local settings = vim.api.nvim_get_current_buf()
  -- Other TOML files are not sent. The article is opened behind them: when it has its diagnostics, they had their turn.
  edit('other.toml', DAMAGED .. '\n')
  local other = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(settings, 0, -1, false, { '' })
  vim.api.nvim_buf_call(settings, function()
    vim.cmd('write')
  end)
  open('a.html', DAMAGED .. '\n')
  equal(require('copydesk.server').client(other), nil)
end

function cases.checkhealth()
  start({ fix_on_save = true })
  open('a.html', DAMAGED .. '\n')
  local report = health()
  contains(report, 'copydesk 0.')
  contains(report, 'The server runs for single files, since no folder above them has copydesk.toml or .git')
  contains(report, 'a.html')
  contains(report, 'No settings file')
  contains(report, 'Articles are fixed when they are written')
  equal(report:find('ERROR', 1, true), nil)
end

function cases.checkhealth_of_a_missing_server()
  start({ cmd = { root .. '/none', 'lsp' } })
  local report = health()
  contains(report, 'ERROR')
  contains(report, '/none` was not found')
  contains(report, 'Install copydesk')
end

function cases.a_missing_server_is_told_once()
  start({ cmd = { 'copydesk-that-is-not-there', 'lsp' } })
  edit('a.html', DAMAGED .. '\n')
  edit('b.html', DAMAGED .. '\n')
  wait_for('the message', function()
    return was_told('`copydesk-that-is-not-there` was not found')
  end)
  edit('c.html', DAMAGED .. '\n')
  equal(times_told('was not found'), 1)
  equal(#_G.told, 1)
  contains(_G.told[1], "require('copydesk').setup({ cmd =")
  equal(client(), nil)
  vim.cmd('CopydeskFixAll')
  equal(times_told('was not found'), 2)
end

function cases.a_server_that_crashes_once_is_started_again()
  local path, starts = script('exec "' .. PROGRAM .. '" lsp')
  start({ cmd = { path } })
  open('a.html', DAMAGED .. '\n')
  equal(#starts(), 1)
  vim.loop.kill(tonumber(starts()[1]), 'sigkill')
  wait_for('the second start', function()
    return #starts() == 2
  end)
  wait_for('the client', function()
    return client() ~= nil
  end)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, { FIXED, DAMAGED })
  wait_for('new diagnostics', function()
    local found = vim.diagnostic.get(0)[1]
    return found ~= nil and found.lnum == 1
  end)
  equal(was_told('is not started again'), false)
end

function cases.five_crashes_end_the_restarts()
  local path, starts = script('exit 3')
  start({ cmd = { path } })
  edit('a.html', DAMAGED .. '\n')
  wait_for('the message', function()
    return was_told('crashed five times within three minutes')
  end)
  equal(#starts(), 5)
  edit('b.html', DAMAGED .. '\n')
  vim.cmd('CopydeskFixAll')
  equal(#starts(), 5)
  equal(times_told(':CopydeskRestart starts it again'), 2)
  -- The user can have it tried again, and then it is tried as often.
  vim.cmd('CopydeskRestart')
  wait_for('five more starts', function()
    return #starts() == 10
  end)
  wait_for('the message again', function()
    return times_told('crashed five times') == 3
  end)
end

function cases.restart()
  local path, starts = script('exec "' .. PROGRAM .. '" lsp')
  start({ cmd = { path } })
  open('a.html', DAMAGED .. '\n')
  local before = client().id
  vim.cmd('CopydeskRestart')
  wait_for('another client', function()
    return client() ~= nil and client().id ~= before
  end)
  wait_for('its diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  equal(#starts(), 2)
  equal(#require('copydesk.server').clients(), 1)
end

function cases.a_silent_server_does_not_hold_up_writing()
  start({ cmd = { 'python3', vim.fn.getcwd() .. '/editors/nvim/tests/silent.py' }, timeout = 300, fix_on_save = true })
  edit('a.html', DAMAGED .. '\n')
  wait_for('the client', function()
    return client() ~= nil
  end)
  vim.api.nvim_buf_set_lines(0, 1, 1, false, { 'more' })
  wait_for('an answer to initialize', function()
    local capabilities = client().server_capabilities
    return capabilities and capabilities.codeActionProvider ~= nil
  end)
  vim.cmd('write')
  equal(read(root .. '/a.html'), DAMAGED .. '\nmore\n')
  equal(was_told('did not answer within 0.3 seconds'), true)
  equal(was_told(':CopydeskRestart restarts it'), true)
end

function cases.help_is_found()
  vim.cmd('helptags editors/nvim/doc')
  for _, topic in ipairs({ 'copydesk', 'copydesk-setup', 'copydesk-commands', ':CopydeskCompare', ':CopydeskOriginal' }) do
    vim.cmd('help ' .. topic)
    contains(vim.api.nvim_buf_get_name(0), 'copydesk.txt')
  end
  vim.fn.delete('editors/nvim/doc/tags')
end

function cases.log_is_shown()
  start()
  open('a.html', DAMAGED .. '\n')
  vim.cmd('CopydeskLog')
  contains(vim.api.nvim_buf_get_name(0), 'lsp.log')
end

cases.enabled_without_setup = {
  needs = 'nvim-0.11',
  run = function()
    vim.lsp.config('copydesk', { cmd = { PROGRAM, 'lsp' } })
    vim.lsp.enable('copydesk')
    vim.g.copydesk_fix_on_save = true
    write('.copydesk.toml', '')
    open('deep/a.html', DAMAGED .. '\n')
    equal(client().config.root_dir, root)
    vim.cmd('write')
    equal(read(root .. '/deep/a.html'), FIXED .. '\n')
  end,
}

for name, case in pairs(dofile('editors/nvim/tests/original.lua')) do
  cases[name] = case
end

return cases
