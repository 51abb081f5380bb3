--- Starting the server, and starting it again: the same in every version of Neovim.
local M = {}

local FILETYPES = { 'html', 'xhtml', 'markdown', 'markdown.mdx', 'mdx', 'text', 'toml', 'vue', 'astro', 'nunjucks', 'handlebars' }
--- Templates of sites: who writes no articles opens them all day, so they are sent only where a settings file is.
local TEMPLATES = { vue = true, astro = true, nunjucks = true, handlebars = true }
local SETTINGS_FILES = { 'copydesk.toml', '.copydesk.toml' }
local ROOT_MARKERS = { 'copydesk.toml', '.copydesk.toml', '.git' }
local LANGUAGES = { text = 'plaintext', ['markdown.mdx'] = 'mdx', xhtml = 'html' }

--- So many crashes within so many seconds end the attempts.
local MOST_CRASHES, PERIOD = 5, 180

M.options = {
  cmd = { 'copydesk', 'lsp' },
  filetypes = FILETYPES,
  fix_on_save = false,
  timeout = 3000,
  settings = vim.empty_dict(),
}

--- What the user set, apart from what is the default anyway.
local set = {}

local state = { crashes = {}, wanted = {}, started = {}, stopping = {}, given_up = false, told = nil }

--- Shows a message.
function M.tell(message, level)
  vim.notify('copydesk: ' .. message, level or vim.log.levels.INFO)
end

function M.set(options)
  vim.validate({
    cmd = { options.cmd, 'table', true },
    filetypes = { options.filetypes, 'table', true },
    fix_on_save = { options.fix_on_save, 'boolean', true },
    timeout = { options.timeout, 'number', true },
    settings = { options.settings, 'table', true },
  })
  set = options
  M.options = vim.tbl_extend('force', M.options, options)
end

--- What `setup` changes in the configuration of Neovim 0.11.
function M.overrides()
  local overrides = { cmd = set.cmd, filetypes = set.filetypes }
  if set.settings then
    overrides.settings = { copydesk = set.settings }
    overrides.init_options = { copydesk = set.settings }
  end
  return overrides
end

--- The command that starts the server.
function M.command()
  if vim.fn.has('nvim-0.11') == 1 then
    local config = vim.lsp.config.copydesk
    return config and config.cmd or M.options.cmd
  end
  return M.options.cmd
end

local function filetypes()
  local config = vim.fn.has('nvim-0.11') == 1 and vim.lsp.config.copydesk
  return config and config.filetypes or M.options.filetypes
end

--- The nearest folder upward from a buffer's file that holds one of these.
local function folder_with(names, bufnr)
  local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(bufnr), ':p:h')
  while true do
    for _, name in ipairs(names) do
      if vim.loop.fs_stat(folder .. '/' .. name) then
        return folder
      end
    end
    local parent = vim.fn.fnamemodify(folder, ':h')
    if parent == folder then
      return nil
    end
    folder = parent
  end
end

--- Whether a buffer is sent to the server: a file, of TOML the settings files alone, and templates where settings are.
function M.is_ours(bufnr)
  local name, filetype = vim.api.nvim_buf_get_name(bufnr), vim.bo[bufnr].filetype
  if name == '' or vim.bo[bufnr].buftype ~= '' or not vim.tbl_contains(filetypes(), filetype) then
    return false
  end
  if TEMPLATES[filetype] and not set.filetypes then
    return folder_with(SETTINGS_FILES, bufnr) ~= nil
  end
  return filetype ~= 'toml' or vim.tbl_contains(SETTINGS_FILES, vim.fn.fnamemodify(name, ':t'))
end

--- The nearest folder upward that holds a settings file or a repository.
function M.root(bufnr)
  return folder_with(ROOT_MARKERS, bufnr)
end

--- Why there is no server, for messages.
function M.absence()
  local program = M.command()[1]
  if vim.fn.executable(program) == 0 then
    return ('the program `%s` was not found. Install copydesk, or say where it is: '):format(program)
      .. "require('copydesk').setup({ cmd = { '/path/to/copydesk', 'lsp' } }). :checkhealth copydesk has details."
  end
  if state.given_up then
    return 'the server crashed five times within three minutes and is not started again. '
      .. ':CopydeskLog shows what it said, :CopydeskRestart starts it again.'
  end
  return 'the server does not run for this buffer. :checkhealth copydesk has details.'
end

--- Notes that a buffer is to have the server. Whether one can be started; if not, the user is told once.
local function may_start(bufnr)
  state.wanted[bufnr] = true
  if vim.fn.executable(M.command()[1]) == 1 then
    state.told = nil
    return not state.given_up
  end
  local message = M.absence()
  if state.told ~= message then
    state.told = message
    M.tell(message, vim.log.levels.ERROR)
  end
  return false
end

--- Tells the user where the program is missing that a buffer needs.
function M.look_for_program(bufnr)
  if M.is_ours(bufnr) then
    may_start(bufnr)
  end
end

local function on_exit(code, signal, client_id)
  -- Neovim forgets the client in a function that is scheduled after this one: then it can be started again.
  vim.schedule(function()
    vim.schedule(function()
      M.ended(code, signal, client_id)
    end)
  end)
end

--- The server ended. Where nobody asked it to, it is started again, unless it did so too often.
function M.ended(code, signal, client_id)
  local was_asked = state.stopping[client_id] or vim.v.exiting ~= vim.NIL
  state.stopping[client_id] = nil
  if was_asked or (code == 0 and signal == 0) then
    return
  end
  local now = vim.loop.hrtime() / 1e9
  local recent = { now }
  for _, time in ipairs(state.crashes) do
    if now - time < PERIOD then
      table.insert(recent, time)
    end
  end
  state.crashes = recent
  if #recent >= MOST_CRASHES then
    if not state.given_up then
      state.given_up = true
      M.tell(M.absence(), vim.log.levels.ERROR)
    end
    return
  end
  M.start_wanted()
end

--- The configuration of the client, without what depends on a buffer.
function M.config()
  return {
    name = 'copydesk',
    cmd = M.options.cmd,
    filetypes = M.options.filetypes,
    root_dir = function(bufnr, on_dir)
      if M.is_ours(bufnr) and may_start(bufnr) then
        on_dir(M.root(bufnr))
      end
    end,
    settings = { copydesk = M.options.settings },
    -- Neovim 0.7 answers no workspace/configuration.
    init_options = { copydesk = M.options.settings },
    get_language_id = function(_, filetype)
      return LANGUAGES[filetype] or filetype
    end,
    on_exit = on_exit,
  }
end

--- The clients that are running.
function M.clients()
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return vim.tbl_filter(function(client)
    return client.name == 'copydesk'
  end, get())
end

--- The client of a buffer.
function M.client(bufnr)
  for _, client in ipairs(M.clients()) do
    if vim.lsp.buf_is_attached(bufnr, client.id) then
      return client
    end
  end
end

--- Starts the server for a buffer, or attaches the buffer to one that runs for the same folder.
function M.start(bufnr)
  if not M.is_ours(bufnr) or not may_start(bufnr) then
    return
  end
  local is_declared = vim.fn.has('nvim-0.11') == 1 and vim.lsp.config.copydesk
  local config = vim.deepcopy(is_declared or M.config())
  config.root_dir = M.root(bufnr)
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = bufnr })
    return
  end
  -- Neovim 0.7 lists no client that has not answered `initialize` yet: they are remembered here.
  local folder = config.root_dir or ''
  local client = vim.lsp.get_client_by_id(state.started[folder] or -1)
  if not client or client.is_stopped() then
    state.started[folder] = vim.lsp.start_client(config)
  end
  if state.started[folder] then
    vim.lsp.buf_attach_client(bufnr, state.started[folder])
  end
end

--- Starts the server for every buffer that is to have it and has not.
function M.start_wanted()
  for bufnr in pairs(state.wanted) do
    if not vim.api.nvim_buf_is_loaded(bufnr) then
      state.wanted[bufnr] = nil
    elseif not M.client(bufnr) then
      M.start(bufnr)
    end
  end
end

--- Stops the server and starts it again, whatever happened before.
function M.restart()
  state.crashes, state.given_up, state.told = {}, false, nil
  local ids = {}
  for _, client in ipairs(M.clients()) do
    state.stopping[client.id] = true
    table.insert(ids, client.id)
  end
  vim.lsp.stop_client(ids)
  local are_gone = vim.wait(M.options.timeout, function()
    return #M.clients() == 0
  end, 20)
  if not are_gone then
    vim.lsp.stop_client(ids, true)
    vim.wait(M.options.timeout, function()
      return #M.clients() == 0
    end, 20)
  end
  M.start_wanted()
end

--- Asks the server, and calls `answer` with an error or a result.
function M.send(client, method, params, answer, bufnr)
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, answer, bufnr)
  else
    client.request(method, params, answer, bufnr)
  end
end

--- Asks the server and waits for the answer. Gives the result, and whether there was none: the user was told then.
function M.ask(client, method, params, bufnr)
  local request = client.request_sync
  local answer, problem
  if vim.fn.has('nvim-0.11') == 1 then
    answer, problem = request(client, method, params, M.options.timeout, bufnr)
  else
    answer, problem = request(method, params, M.options.timeout, bufnr)
  end
  if answer and not answer.err then
    return answer.result, false
  end
  if answer and answer.err then
    M.tell(answer.err.message, vim.log.levels.WARN)
  else
    local seconds = M.options.timeout / 1000
    M.tell(
      ('the server did not answer within %s seconds (%s); nothing was changed. '):format(seconds, problem or 'no reason')
        .. ':CopydeskRestart restarts it, :CopydeskLog shows its output.',
      vim.log.levels.WARN
    )
  end
  return nil, true
end

return M
