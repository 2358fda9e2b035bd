// Plain JavaScript, so that the oldest Node can still read what it says. Run before `npm start`, `npm run dev` and `npm test`.
const [major] = process.versions.node.split('.')
if (Number(major) < 22) {
  console.error(
    `\nNode ${process.versions.node} is too old. Run "npm ci" first: the project brings its own.\n`,
  )
  process.exit(1)
}
