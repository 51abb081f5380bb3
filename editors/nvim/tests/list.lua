-- Prints the names of the cases that this version of Neovim runs.
local names = {}
for name, case in pairs(dofile('editors/nvim/tests/cases.lua')) do
  if type(case) == 'function' or vim.fn.has(case.needs) == 1 then
    table.insert(names, name)
  end
end
table.sort(names)
io.write(table.concat(names, '\n') .. '\n')
