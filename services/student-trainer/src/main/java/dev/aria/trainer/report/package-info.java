/** Reports of what each shard of each step showed. */
@NullMarked
package dev.aria.trainer.report;

import org.jspecify.annotations.NullMarked;
