// The one script of the site besides Blazor's own: everything here works on attributes that the server renders.
import { watchCharts } from './chart-buttons.js';
import { watchConnection } from './connection.js';
import { watchKeptFiles } from './kept-files.js';
import { watchDates } from './dates.js';
import { watchLists } from './lists.js';
import { initMap } from './map.js';
import { watchDrafts } from './drafts.js';
import { watchNumbers } from './numbers.js';
import { watchReplay } from './replay.js';
import { watchReportForm } from './report-form.js';
import { watchPrint } from './print.js';
import { watchShell } from './shell.js';
import { watchUploads } from './uploads.js';

watchShell();
watchNumbers();
initMap();
watchCharts();
watchUploads();
watchDrafts();
watchConnection();
watchReportForm();
watchReplay();
watchPrint();
watchLists();
watchDates();
watchKeptFiles();
