-- Runs the case that the environment names, and ends Neovim with a status that says how it went.
vim.opt.runtimepath:prepend(vim.fn.getcwd() .. '/editors/nvim')
vim.cmd('filetype plugin on')
vim.cmd('runtime plugin/copydesk.lua')
vim.opt.swapfile = false

--- What the user was told.
_G.told = {}
vim.notify = function(message)
  table.insert(_G.told, message)
end

local cases = dofile('editors/nvim/tests/cases.lua')
local case = cases[vim.env.CASE]
local run = type(case) == 'function' and case or case.run
local is_ok, problem = xpcall(run, debug.traceback)
if not is_ok then
  io.stderr:write(problem .. '\nmessages: ' .. vim.inspect(_G.told) .. '\n')
  vim.cmd('cquit')
end
vim.cmd('qall!')
