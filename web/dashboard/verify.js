// The page that verifies an installation, and forecasts the cookie.

import { verifyForm } from './verify/form.js';
import { forecastForm } from './verify/forecast.js';

verifyForm();
forecastForm();
