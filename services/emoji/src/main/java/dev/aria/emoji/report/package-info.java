/** What a distillation has come to, by region and category, as text. */
@NullMarked
package dev.aria.emoji.report;

import org.jspecify.annotations.NullMarked;
