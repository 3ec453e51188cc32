package dev.aria.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShardTreeTest {
  @Test
  void spans_unbrokenRanges_areFewWholeSubtrees() {
    assertThat(new ShardTree(4).spans(Set.of(0, 1))).containsExactly(new ShardSpan(0, 2));
    assertThat(new ShardTree(4).spans(Set.of(1, 2, 3)))
        .containsExactly(new ShardSpan(1, 1), new ShardSpan(2, 2));
    assertThat(new ShardTree(5).spans(Set.of(0, 1, 2, 3, 4))).containsExactly(new ShardSpan(0, 5));
    assertThat(new ShardTree(6).spans(Set.of(4, 5))).containsExactly(new ShardSpan(4, 2));
    assertThat(new ShardTree(3).spans(Set.of())).isEmpty();
  }

  @Test
  void cover_leafMissing_isEmpty() {
    assertThat(new ShardTree(4).cover(Set.of(new ShardSpan(0, 2), new ShardSpan(3, 1)))).isEmpty();
  }

  @Test
  void has_onlySubtreesOfTheFixedTree() {
    ShardTree tree = new ShardTree(6);

    assertThat(tree.has(new ShardSpan(0, 4))).isTrue();
    assertThat(tree.has(new ShardSpan(4, 2))).isTrue();
    assertThat(tree.has(new ShardSpan(1, 2))).isFalse();
    assertThat(tree.has(new ShardSpan(2, 4))).isFalse();
    assertThat(tree.has(new ShardSpan(5, 2))).isFalse();
  }

  /** A law: however shards are assigned to trainers, their parts add up to the whole. */
  @Test
  void spans_anyAssignment_coverTheTreeInTheOrderOfTheSum() {
    Random random = new Random(3);
    for (int trial = 0; trial < 500; trial++) {
      int shards = 1 + random.nextInt(17);
      ShardTree tree = new ShardTree(shards);
      Set<ShardSpan> available = new HashSet<>();
      for (Set<Integer> trainer : assignment(shards, random)) {
        available.addAll(tree.spans(trainer));
      }

      List<ShardSpan> cover = tree.cover(available).orElseThrow();

      assertThat(available).allMatch(tree::has);
      assertThat(new GradientTree<>(ShardSpan::count, ShardTreeTest::joined).sum(cover))
          .isEqualTo(new ShardSpan(0, shards));
    }
  }

  private static List<Set<Integer>> assignment(int shards, Random random) {
    List<Set<Integer>> trainers = new ArrayList<>();
    for (int trainer = 0; trainer < 4; trainer++) {
      trainers.add(new HashSet<>());
    }
    for (int shard = 0; shard < shards; shard++) {
      trainers.get(random.nextInt(trainers.size())).add(shard);
    }
    return trainers;
  }

  private static ShardSpan joined(ShardSpan left, ShardSpan right) {
    assertThat(right.first()).isEqualTo(left.first() + left.count());
    return new ShardSpan(left.first(), left.count() + right.count());
  }
}
