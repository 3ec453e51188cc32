package dev.aria.models.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fixed binary tree over V shards along which gradients are summed. Sums of whole subtrees made
 * by different trainers fit together without changing a bit of the total.
 *
 * @param shards V
 */
public record ShardTree(int shards) {
  /** The fewest whole subtrees that make up {@code leaves}, from left to right. */
  public List<ShardSpan> spans(Set<Integer> leaves) {
    List<ShardSpan> found = new ArrayList<>();
    collect(root(), leaves, found);
    return found;
  }

  private static void collect(ShardSpan node, Set<Integer> leaves, List<ShardSpan> found) {
    long inside = leaves.stream().filter(node::contains).count();
    if (inside == node.count()) {
      found.add(node);
    } else if (inside > 0) {
      collect(node.left(), leaves, found);
      collect(node.right(), leaves, found);
    }
  }

  /**
   * Spans among {@code available} that make up the whole tree, from left to right; empty while
   * leaves are missing.
   */
  public Optional<List<ShardSpan>> cover(Set<ShardSpan> available) {
    List<ShardSpan> found = new ArrayList<>();
    return covered(root(), available, found) ? Optional.of(found) : Optional.empty();
  }

  private static boolean covered(ShardSpan node, Set<ShardSpan> available, List<ShardSpan> found) {
    if (available.contains(node)) {
      found.add(node);
      return true;
    }
    return node.count() > 1
        && covered(node.left(), available, found)
        && covered(node.right(), available, found);
  }

  /** Whether {@code span} is a whole subtree. */
  public boolean has(ShardSpan span) {
    ShardSpan node = root();
    while (!node.equals(span)) {
      if (node.count() == 1) {
        return false;
      }
      node = node.left().contains(span.first()) ? node.left() : node.right();
    }
    return true;
  }

  private ShardSpan root() {
    return new ShardSpan(0, shards);
  }
}
