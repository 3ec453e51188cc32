package dev.aria.trainer.exchange;

import java.util.Set;

/**
 * A trainer's part in a step.
 *
 * @param owned shards whose gradients it computes
 * @param chief whether it is the one that writes the student's checkpoints
 * @param listeners whether other trainers need the gradients that it computes
 * @param overdue whether it computes all gradients that the others have not sent by now
 */
public record ShardShare(Set<Integer> owned, boolean chief, boolean listeners, boolean overdue) {
  public ShardShare {
    owned = Set.copyOf(owned);
  }
}
