package dev.aria.trainer;

import dev.aria.trainer.exchange.Peers;
import java.util.Map;

/**
 * A trainer whose student is open, ready to begin.
 *
 * @param loop the student and all it works with
 * @param peers the student's other trainers
 * @param gradientsFrom where to read the others' gradients from, by partition
 */
record OpenedTrainer(TrainingLoop loop, Peers peers, Map<Integer, Long> gradientsFrom) {
  OpenedTrainer {
    gradientsFrom = Map.copyOf(gradientsFrom);
  }
}
