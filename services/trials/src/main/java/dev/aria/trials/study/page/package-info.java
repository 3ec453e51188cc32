/** The pieces of a report, and how they become Markdown and HTML. */
@NullMarked
package dev.aria.trials.study.page;

import org.jspecify.annotations.NullMarked;
