-- A translation beside its original. Windows scroll by themselves only where keys are typed: each case drives a Neovim of its
-- own, as a terminal does.
local function child()
  local root = vim.fn.tempname()
  vim.fn.mkdir(root .. '/en', 'p')
  vim.fn.mkdir(root .. '/de', 'p')
  root = vim.loop.fs_realpath(root)
  local id = vim.fn.jobstart({ vim.v.progpath, '--clean', '--embed', '--headless' }, { rpc = true })
  local nvim = { root = root }

  function nvim.run(code, ...)
    return vim.rpcrequest(id, 'nvim_exec_lua', code, { ... })
  end

  function nvim.command(command)
    vim.rpcrequest(id, 'nvim_command', command)
  end

  function nvim.type(keys)
    vim.rpcrequest(id, 'nvim_input', keys)
  end

  function nvim.write(name, lines)
    vim.fn.writefile(lines, root .. '/' .. name)
  end

  --- Waits until a piece of Lua says that something is so; fails with what it said last.
  function nvim.wait(what, code, ...)
    local last
    local arguments = { ... }
    local is_there = vim.wait(60000, function()
      last = nvim.run(code, unpack(arguments))
      return last == true
    end, 20)
    if not is_there then
      error(what .. ' did not come: ' .. vim.inspect(last) .. ' ' .. vim.inspect(nvim.run('return { told, vim.v.errmsg }')))
    end
  end

  nvim.run([[
    local folder, program = ...
    vim.opt.runtimepath:prepend(folder)
    vim.cmd('filetype plugin on')
    vim.cmd('runtime plugin/copydesk.lua')
    vim.o.swapfile, vim.o.columns, vim.o.lines, vim.o.hidden = false, 160, 24, true
    told = {}
    vim.notify = function(message)
      table.insert(told, message)
    end
    --- The lines at the top of both windows, and those of their cursors.
    function places()
      local found = {}
      for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
        local top = vim.api.nvim_win_call(window, function()
          return vim.fn.winsaveview().topline
        end)
        table.insert(found, { top = top, line = vim.api.nvim_win_get_cursor(window)[1] })
      end
      return found
    end
    require('copydesk').setup({ cmd = { program, 'lsp' }, timeout = 30000 })
  ]], vim.fn.getcwd() .. '/editors/nvim', vim.env.COPYDESK)
  return nvim
end

--- An article of many sections with a line of text each; those that are named have a block of code too.
local function article(word, count, with_code)
  local lines = { '# ' .. word, '' }
  for index = 1, count do
    vim.list_extend(lines, { ('## %s %d'):format(word, index), '', ('%s [x](https://example.org/%d).'):format(word, index), '' })
    if with_code(index) then
      vim.list_extend(lines, { '```sh', 'one', 'two', 'three', 'four', '```', '' })
    end
  end
  return lines
end

--- A Neovim in which a translation is open that has less code than its original.
local function translated()
  local nvim = child()
  nvim.write('copydesk.toml', { '[translations]', 'original = "en/*"', 'translation = "{lang}/*"' })
  nvim.write('en/a.md', article('Winter', 40, function(index)
    return index % 2 == 0
  end))
  nvim.write('de/a.md', article('Frost', 40, function()
    return false
  end))
  nvim.command('edit ' .. nvim.root .. '/de/a.md')
  nvim.wait('what was lost', 'return #vim.diagnostic.get(0) > 0')
  return nvim
end

--- Opens the original, and waits for its window.
local function beside()
  local nvim = translated()
  nvim.command('CopydeskOriginal')
  nvim.wait('the original', 'return #vim.api.nvim_tabpage_list_wins(0) == 2')
  return nvim
end

-- Section N begins in line 4N-1 of the translation, and in this line of the original.
local function there(section)
  return 4 * section - 1 + 7 * math.floor((section - 1) / 2)
end

local cases = {}

function cases.original_opens_at_the_line_of_the_cursor()
  local nvim = translated()
  nvim.command('83')
  nvim.command('CopydeskOriginal')
  nvim.wait('the line of section 21', 'local at = places()[2]; return at ~= nil and at.line == ... or at', there(21))
  local names = nvim.run([[
    return vim.tbl_map(function(window)
      return vim.api.nvim_buf_get_name(vim.api.nvim_win_get_buf(window))
    end, { vim.api.nvim_get_current_win(), vim.api.nvim_tabpage_list_wins(0)[2] })
  ]])
  assert(vim.deep_equal(names, { nvim.root .. '/de/a.md', nvim.root .. '/en/a.md' }), vim.inspect(names))
end

function cases.original_follows_and_leads()
  local nvim = beside()
  nvim.type('118gg9jzt')
  local wanted = 'local top, other = ...; local at = places(); return at[1].top == top and at[2].top == other or at'
  nvim.wait('section 32', wanted, 127, there(32))
  nvim.type('<C-w>l')
  nvim.type(('%dggzt'):format(there(11)))
  nvim.wait('section 11', wanted, 43, there(11))
  nvim.type('j<C-e>j<C-e>')
  nvim.wait('two lines more', wanted, 45, there(11) + 2)
  nvim.type('G')
  nvim.wait('the end', 'local at = places(); return at[1].line > 155 or at')
  nvim.type('gg')
  nvim.wait('the beginning', wanted, 1, 1)
end

function cases.original_moves_with_what_is_not_saved()
  local nvim = beside()
  nvim.type('<C-w>lggO' .. ('<CR>'):rep(29) .. '<Esc><C-w>h')
  -- The lines are asked for while nothing is typed.
  nvim.wait('section 5 behind the new lines', [[
    vim.cmd('normal! gg')
    vim.api.nvim_exec_autocmds('CursorMoved', {})
    vim.cmd('19')
    vim.api.nvim_exec_autocmds('CursorMoved', {})
    return places()[2].line == ... or places()
  ]], there(5) + 30)
  assert(nvim.run('return vim.bo[vim.fn.winbufnr(2)].modified'))
end

function cases.original_is_left_alone_once_it_is_closed()
  local nvim = beside()
  assert(nvim.run('return vim.wo.cursorline'))
  nvim.type('<C-w>l')
  nvim.command('close')
  nvim.wait('the end of the link', 'return not vim.wo.cursorline')
  nvim.type('Ggg')
  nvim.wait('the beginning', 'return places()[1].line == 1')
  local errors = nvim.run("return { vim.v.errmsg, vim.fn.getcompletion('copydesk_original', 'augroup') }")
  assert(vim.deep_equal(errors, { '', {} }), vim.inspect(errors))
end

function cases.original_leads_to_its_open_translation()
  local nvim = translated()
  nvim.command('edit ' .. nvim.root .. '/en/a.md')
  nvim.wait('the client', 'return require("copydesk.server").client(vim.api.nvim_get_current_buf()) ~= nil')
  nvim.command(tostring(there(21)))
  nvim.command('CopydeskOriginal')
  nvim.wait('the line of section 21', 'local at = places()[2]; return at ~= nil and at.line == 83 or at')
end

function cases.original_is_not_known()
  local nvim = translated()
  nvim.write('b.md', { '# Alone' })
  nvim.command('edit ' .. nvim.root .. '/b.md')
  nvim.wait('the client', 'return require("copydesk.server").client(vim.api.nvim_get_current_buf()) ~= nil')
  nvim.command('CopydeskOriginal')
  nvim.wait('a message', 'return (told[1] or ""):find("no original of this buffer is known", 1, true) ~= nil')
end

return cases
