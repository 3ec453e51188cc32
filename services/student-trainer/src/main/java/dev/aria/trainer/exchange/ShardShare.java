package dev.aria.trainer.exchange;

import java.util.Set;

/**
 * A trainer's part in a step.
 *
 * @param owned shards whose gradients it computes
 * @param chief whether it is the one that writes the student's checkpoints
 * @param heard whether other trainers need the gradients that it computes
 * @param impatient whether it computes itself whatever the others have not sent by now
 */
public record ShardShare(Set<Integer> owned, boolean chief, boolean heard, boolean impatient) {
  public ShardShare {
    owned = Set.copyOf(owned);
  }
}
