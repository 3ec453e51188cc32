/** The raw data of a study: what its finished runs measured, as tab-separated values. */
@NullMarked
package dev.aria.trials.study.data;

import org.jspecify.annotations.NullMarked;
