// Every suite in one process: they share its modules and one browser. `node --test tests/browser/NAME.test.js` runs one alone.

import './accessibility.test.js';
import './clients.test.js';
import './dashboard.test.js';
import './echo.test.js';
import './firefox.test.js';
import './load.test.js';
import './owner.test.js';
import './page.test.js';
import './plot.test.js';
import './protocol.test.js';
import './session.test.js';
import './setup.test.js';
import './states.test.js';
