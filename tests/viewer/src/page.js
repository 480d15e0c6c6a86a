// The page, over a past that is the same in every run. page_test.py starts this.

import "./page/log_in.js";
import "./page/time_range.js";
import "./page/looks.js";
import "./page/graphs.js";
import "./page/kinds.js";
import "./page/mistakes.js";
import "./page/keyboard.js";
import "./page/accessibility.js";
