--- The commands of the editor. `:help copydesk-commands`
local server = require('copydesk.server')

local M = {}

--- Has the server run one of its commands for the current buffer; gives the result, and whether there is none: the user
--- was told then.
local function run(command, arguments)
  local bufnr = vim.api.nvim_get_current_buf()
  local client = server.client(bufnr) or server.clients()[1]
  if not client then
    server.tell(server.absence(), vim.log.levels.WARN)
    return nil, true
  end
  return server.ask(client, 'workspace/executeCommand', { command = command, arguments = arguments }, bufnr)
end

--- Opens a buffer of text that is no file.
local function scratch(open, name, text, filetype)
  vim.cmd(open)
  local bufnr = vim.api.nvim_get_current_buf()
  vim.bo[bufnr].buftype = 'nofile'
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].swapfile = false
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split((text:gsub('\r\n', '\n'):gsub('\n$', '')), '\n'))
  vim.bo[bufnr].modifiable = false
  pcall(vim.api.nvim_buf_set_name, bufnr, name)
  vim.bo[bufnr].filetype = filetype
  return bufnr
end

--- A paragraph is one long line: a comparison shows all of it. `:diffoff` sets back what was there before.
local function wrap_lines()
  vim.wo.wrap = true
  vim.wo.linebreak = true
end

--- Shows the article and its repaired text side by side.
--- @param fixes 'safe'|'all'
function M.compare(fixes)
  local bufnr = vim.api.nvim_get_current_buf()
  local repaired, failed = run('copydesk.repaired', { vim.uri_from_bufnr(bufnr), fixes })
  if failed then
    return
  end
  if type(repaired) ~= 'string' then
    return server.tell('this is not an article, or the settings exclude it: nothing to compare.')
  end
  local lines = table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, -1, false), '\n')
  if (repaired:gsub('\r\n', '\n'):gsub('\n$', '')) == (lines:gsub('\n$', '')) then
    return server.tell(fixes == 'all' and 'there is nothing to repair.' or 'there are no safe fixes to apply.')
  end
  local filetype = vim.bo[bufnr].filetype
  local tail = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':t')
  vim.cmd('diffthis')
  wrap_lines()
  local window = vim.api.nvim_get_current_win()
  scratch('rightbelow vertical new', ('copydesk://%s/repaired/%s'):format(fixes, tail), repaired, filetype)
  vim.cmd('diffthis')
  wrap_lines()
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = 0,
    once = true,
    callback = function()
      if vim.api.nvim_win_is_valid(window) then
        vim.api.nvim_win_call(window, function()
          vim.cmd('diffoff')
        end)
      end
    end,
  })
end

--- The rule of the damage at the cursor, else of one on its line.
local function rule_here()
  local cursor = vim.api.nvim_win_get_cursor(0)
  local line, column = cursor[1] - 1, cursor[2]
  local on_line
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = line })) do
    local code = diagnostic.source == 'copydesk' and (diagnostic.code or vim.tbl_get(diagnostic, 'user_data', 'lsp', 'code'))
    if code then
      local ends_here = diagnostic.end_lnum > line or column < diagnostic.end_col
      if diagnostic.col <= column and ends_here then
        return code
      end
      on_line = on_line or code
    end
  end
  return on_line
end

--- Shows the page of a rule.
--- @param rule? string By default that of the damage at the cursor.
function M.explain(rule)
  rule = rule or rule_here()
  if not rule then
    return server.tell('no finding on this line; name a rule, such as :CopydeskExplain fused-tag')
  end
  local page = run('copydesk.explain', { rule })
  if type(page) == 'string' then
    scratch('new', 'copydesk://rules/' .. rule, page, 'markdown')
  end
end

--- The file that Neovim writes to what servers say.
function M.log_file()
  return vim.lsp.log and vim.lsp.log.get_filename and vim.lsp.log.get_filename() or vim.lsp.get_log_path()
end

local function rules(lead)
  local listed = vim.fn.systemlist({ server.command()[1], 'rules', '--output-format', 'json' })
  local is_read, list = pcall(vim.fn.json_decode, listed)
  local names = {}
  for _, rule in ipairs(is_read and list or {}) do
    if vim.startswith(rule.name, lead) then
      table.insert(names, rule.name)
    end
  end
  return names
end

local function kinds(lead)
  return vim.tbl_filter(function(kind)
    return vim.startswith(kind, lead)
  end, { 'safe', 'all' })
end

--- Creates the commands.
function M.create()
  local create = vim.api.nvim_create_user_command
  create('CopydeskNext', function()
    require('copydesk.walk').start()
  end, { desc = 'Walk through the damages of this buffer, one after the other' })
  create('CopydeskFixAll', function(command)
    local fixes = command.args == '' and 'safe' or command.args
    if fixes ~= 'safe' and fixes ~= 'all' then
      return server.tell('use `:CopydeskFixAll safe` or `:CopydeskFixAll all`.', vim.log.levels.WARN)
    end
    require('copydesk').repair(fixes)
  end, { nargs = '?', complete = kinds, desc = 'Apply all safe fixes to this buffer, or all fixes' })
  create('CopydeskFixWorkspace', function()
    run('copydesk.fixWorkspace', {})
  end, { desc = 'Apply all safe fixes to every article of the workspace' })
  create('CopydeskCompare', function(command)
    local fixes = command.args == '' and 'safe' or command.args
    if fixes ~= 'safe' and fixes ~= 'all' then
      return server.tell('use `:CopydeskCompare safe` or `:CopydeskCompare all`.', vim.log.levels.WARN)
    end
    M.compare(fixes)
  end, { nargs = '?', complete = kinds, desc = 'Compare this buffer with its repaired text' })
  create('CopydeskOriginal', function()
    require('copydesk.original').open()
  end, { desc = 'Open the original of this translation beside it' })
  create('CopydeskExplain', function(command)
    M.explain(command.args ~= '' and command.args or nil)
  end, { nargs = '?', complete = rules, desc = 'Explain the rule of the damage at the cursor' })
  create('CopydeskRestart', server.restart, { desc = 'Start the server anew' })
  create('CopydeskLog', function()
    vim.cmd('tabnew ' .. vim.fn.fnameescape(M.log_file()))
  end, { desc = 'Show what the server said' })
end

return M
