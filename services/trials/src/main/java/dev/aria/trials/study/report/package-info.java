/** What the runs of a study say: tables, figures and aims, as Markdown and as one HTML page. */
@NullMarked
package dev.aria.trials.study.report;

import org.jspecify.annotations.NullMarked;
