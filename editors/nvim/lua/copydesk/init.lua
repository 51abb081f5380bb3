--- copydesk in Neovim. `:help copydesk`
local server = require('copydesk.server')

local M = {}

local function for_open_buffers(act)
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) then
      act(bufnr)
    end
  end
end

--- @class copydesk.Options
--- @field cmd? string[] The program and its arguments; by default `copydesk lsp`, found on the PATH.
--- @field filetypes? string[] Filetypes that are sent to the server.
--- @field fix_on_save? boolean Apply all safe fixes whenever an article is written.
--- @field timeout? integer How long fixing may take when a file is written, in milliseconds.
--- @field settings? table What the server is told: config, select, extendSelect, ignore, severityThreshold, lintWorkspace.

--- Starts copydesk for every article that is opened, and for those that are open.
--- @param options? copydesk.Options
function M.setup(options)
  server.set(options or {})
  if vim.fn.has('nvim-0.11') == 1 then
    vim.lsp.config('copydesk', server.overrides())
    vim.lsp.enable('copydesk')
    return for_open_buffers(server.look_for_program)
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('copydesk_start', { clear = true }),
    pattern = server.options.filetypes,
    callback = function(event)
      server.start(event.buf)
    end,
  })
  for_open_buffers(server.start)
end

--- Whether a buffer is fixed when it is written: its own `b:copydesk_fix_on_save`, else the global one, else `setup`.
--- @param bufnr integer
--- @return boolean
function M.fixes_on_save(bufnr)
  local value = vim.b[bufnr].copydesk_fix_on_save
  if value == nil then
    value = vim.g.copydesk_fix_on_save
  end
  if value ~= nil then
    return value == true or value == 1
  end
  return server.options.fix_on_save
end

--- Replaces the text of a buffer, but for the lines that stay at its beginning and its end.
local function replace(bufnr, text)
  local old = vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  local new = vim.split((text:gsub('\r\n', '\n'):gsub('\n$', '')), '\n')
  local head, tail, most = 0, 0, math.min(#old, #new)
  while head < most and old[head + 1] == new[head + 1] do
    head = head + 1
  end
  while tail < most - head and old[#old - tail] == new[#new - tail] do
    tail = tail + 1
  end
  if head + tail < math.max(#old, #new) then
    vim.api.nvim_buf_set_lines(bufnr, head, #old - tail, false, vim.list_slice(new, head + 1, #new - tail))
  end
end

--- Repairs the current buffer, and says how much was repaired and is left.
--- @param fixes 'safe'|'all' Fixes that keep every word, or likely ones too.
function M.repair(fixes)
  local bufnr = vim.api.nvim_get_current_buf()
  local client = server.client(bufnr)
  if not client then
    return server.tell(server.absence(), vim.log.levels.WARN)
  end
  local walk = require('copydesk.walk')
  local before = walk.state(client, bufnr)
  local params = { command = 'copydesk.repaired', arguments = { vim.uri_from_bufnr(bufnr), fixes } }
  local text, failed = server.ask(client, 'workspace/executeCommand', params, bufnr)
  if failed then
    return
  end
  if not before or type(text) ~= 'string' then
    return server.tell('this is not an article, or the settings exclude it: nothing to repair.')
  end
  replace(bufnr, text)
  local after = walk.state(client, bufnr)
  if after then
    local left = walk.in_words(after.counts)
    server.tell(('%d repaired; %s.'):format(math.max(0, before.total - after.total), left == 'no damage' and 'nothing is left' or left .. ' left'))
  end
end

--- Applies all safe fixes to a buffer, and waits for them.
--- @param bufnr? integer The buffer; by default the current one.
--- @return boolean Whether the server answered. Where it did not, the user was told and nothing was changed.
function M.fix_all(bufnr)
  bufnr = (bufnr == nil or bufnr == 0) and vim.api.nvim_get_current_buf() or bufnr
  local client = server.client(bufnr)
  if not client then
    server.tell(server.absence(), vim.log.levels.WARN)
    return false
  end
  local last = vim.api.nvim_buf_line_count(bufnr)
  local params = {
    textDocument = { uri = vim.uri_from_bufnr(bufnr) },
    range = { start = { line = 0, character = 0 }, ['end'] = { line = last, character = 0 } },
    context = { diagnostics = {}, only = { 'source.fixAll.copydesk' } },
  }
  local actions, failed = server.ask(client, 'textDocument/codeAction', params, bufnr)
  if failed then
    return false
  end
  for _, action in ipairs(actions or {}) do
    if not action.edit and action.data then
      action, failed = server.ask(client, 'codeAction/resolve', action, bufnr)
      if failed then
        return false
      end
    end
    if action and action.edit then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding or 'utf-16')
    end
  end
  return true
end

return M
