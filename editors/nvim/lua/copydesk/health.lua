--- `:checkhealth copydesk`
local server = require('copydesk.server')

local M = {}

-- Before 0.8 it is a module of its own.
local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local info = health.info or health.report_info
local warn = health.warn or health.report_warn
local fail = health.error or health.report_error

local function check_program()
  local command = server.command()
  local path = vim.fn.exepath(command[1])
  if path == '' then
    fail(('The program `%s` was not found'):format(command[1]), {
      'Install copydesk so that it is on the PATH',
      "or set its path: require('copydesk').setup({ cmd = { '/path/to/copydesk', 'lsp' } })",
    })
    return
  end
  local version = vim.fn.systemlist({ path, '--version' })[1] or ''
  if vim.v.shell_error == 0 and vim.startswith(version, 'copydesk ') then
    ok(('%s (%s)'):format(version, path))
  else
    fail(('%s does not answer as copydesk does: %s'):format(path, version), { 'Set `cmd` to the right program' })
  end
end

local function check_neovim()
  if vim.fn.has('nvim-0.7') == 0 then
    fail('Neovim is too old', { 'copydesk needs Neovim 0.7 or later' })
  elseif vim.fn.has('nvim-0.11') == 1 then
    ok("Neovim has vim.lsp.enable(); require('copydesk').setup() and vim.lsp.enable('copydesk') both work")
  else
    ok("The server is started by require('copydesk').setup()")
  end
end

--- The buffers of a client that are loaded.
local function buffers_of(client)
  return vim.tbl_filter(function(bufnr)
    return vim.api.nvim_buf_is_loaded(bufnr) and vim.lsp.buf_is_attached(bufnr, client.id)
  end, vim.api.nvim_list_bufs())
end

local function name_of(bufnr)
  return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':~:.')
end

local function check_clients()
  local clients = server.clients()
  if #clients == 0 then
    info('The server is not running; it starts when an article is opened')
  end
  for _, client in ipairs(clients) do
    local names = table.concat(vim.tbl_map(name_of, buffers_of(client)), ', ')
    local root = client.config.root_dir
    if root then
      ok(('The server runs for the folder %s: %s'):format(root, names))
    else
      ok(('The server runs for single files, since no folder above them has copydesk.toml or .git: %s'):format(names))
    end
  end
end

--- The articles that are open, and where none is, the working folder.
local function places()
  local found = {}
  for _, client in ipairs(server.clients()) do
    for _, bufnr in ipairs(buffers_of(client)) do
      table.insert(found, vim.api.nvim_buf_get_name(bufnr))
    end
  end
  return #found > 0 and found or { vim.fn.getcwd() }
end

local function check_settings()
  local path = vim.fn.exepath(server.command()[1])
  if path == '' then
    return
  end
  local told = {}
  for _, place in ipairs(places()) do
    local shown = vim.fn.systemlist({ path, 'config', 'show', place })
    local message = vim.v.shell_error == 0 and (shown[1] or ''):gsub('^# ', '') or table.concat(shown, ' ')
    if not told[message] then
      told[message] = true
      if vim.v.shell_error == 0 then
        ok(message)
      else
        warn('The settings are invalid: ' .. message, { 'Correct the settings file' })
      end
    end
  end
  if require('copydesk').fixes_on_save(vim.api.nvim_get_current_buf()) then
    info('Articles are fixed when they are written')
  else
    info('Articles are not fixed when they are written (`fix_on_save`)')
  end
end

function M.check()
  start('copydesk')
  check_neovim()
  check_program()
  check_clients()
  check_settings()
end

return M
