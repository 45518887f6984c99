// Sends for Python before the tool that needs it stands in the page: the page's first script, which waits for nothing.

import { addressOf } from "../build.mjs"
import { engineFor } from "./engines.mjs"

const bundle = addressOf("bundle.json")
engineFor(bundle).start(bundle)
