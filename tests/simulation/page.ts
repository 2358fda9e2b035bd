/** The page of docs that the simulation's own commands write their parts of. */
export const simulationPage = {
  file: 'simulation.md',
  opening: `# The simulation

Several phones, the people who hold them and a town live through one seed after another, with every fault that a line,
a phone and a server can have; \`tests/simulation\` holds it all. \`npm run simulate\` lives through many seeds, and
\`npm run simulate -- --seed 49\` tells the story of one.
`,
}
