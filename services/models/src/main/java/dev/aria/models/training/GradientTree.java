package dev.aria.models.training;

import java.util.List;
import java.util.function.BinaryOperator;

/**
 * The fixed binary tree over which shards are summed. A node over n leaves splits them at the
 * largest power of two below n, so the sum of any aligned complete subtree can be made elsewhere
 * and put in its place without changing a bit of the total.
 */
final class GradientTree {
  private GradientTree() {}

  static <T> T sum(List<T> leaves, BinaryOperator<T> add) {
    int count = leaves.size();
    if (count == 1) {
      return leaves.get(0);
    }
    int left = Integer.highestOneBit(count - 1);
    return add.apply(sum(leaves.subList(0, left), add), sum(leaves.subList(left, count), add));
  }
}
