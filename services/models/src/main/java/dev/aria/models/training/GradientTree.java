package dev.aria.models.training;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.ToIntFunction;

/**
 * The fixed binary tree over which shards are summed. A node over n leaves splits them at the
 * largest power of two below n, so the sum of any whole subtree can be made elsewhere and put in
 * its place without changing a bit of the total.
 */
final class GradientTree<T> {
  private final ToIntFunction<T> leaves;
  private final BinaryOperator<T> add;

  /**
   * A tree of values.
   *
   * @param leaves how many leaves a value already sums
   * @param add adds right to left
   */
  GradientTree(ToIntFunction<T> leaves, BinaryOperator<T> add) {
    this.leaves = leaves;
    this.add = add;
  }

  /**
   * The sum of {@code parts}, in the order of their leaves.
   *
   * @throws IllegalArgumentException when a part is not a whole subtree
   */
  T sum(List<T> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    int total = parts.stream().mapToInt(leaves).sum();
    int left = Integer.highestOneBit(total - 1);
    int cut = 0;
    int covered = 0;
    while (covered < left) {
      covered += leaves.applyAsInt(parts.get(cut));
      cut++;
    }
    if (covered > left) {
      throw new IllegalArgumentException(
          "a pre-summed gradient straddles leaf %d of %d; only whole subtrees may be summed apart"
              .formatted(left, total));
    }
    return add.apply(sum(parts.subList(0, cut)), sum(parts.subList(cut, parts.size())));
  }
}
