/** Training a model: loss and gradient of a shard, the optimizer's step, checkpoints. */
@NullMarked
package dev.aria.models.training;

import org.jspecify.annotations.NullMarked;
