package dev.aria.trainer.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Gradients of other trainers for the step under way and for later ones. */
final class HeldGradients {
  private final TreeMap<Long, List<PeerGradient>> steps = new TreeMap<>();

  /** Keeps {@code gradient}, unless the same has come from another trainer. */
  void add(PeerGradient gradient) {
    List<PeerGradient> step = steps.computeIfAbsent(gradient.step(), number -> new ArrayList<>());
    if (step.stream().noneMatch(gradient::isSameAs)) {
      step.add(gradient);
    }
  }

  /** Hands out the gradients of {@code step}, and forgets them. */
  List<PeerGradient> take(long step) {
    steps.headMap(step).clear();
    List<PeerGradient> gradients = steps.remove(step);
    return gradients == null ? List.of() : gradients;
  }

  /** Latest step that something is here for, or {@code otherwise}. */
  long latest(long otherwise) {
    return steps.isEmpty() ? otherwise : steps.lastKey();
  }

  /**
   * Shards whose trainers have gone beyond {@code step}: their gradients of that step come now or
   * never.
   */
  Set<Integer> passed(long step) {
    return steps.tailMap(step, false).values().stream()
        .flatMap(List::stream)
        .map(peer -> peer.gradient().span())
        .flatMap(span -> IntStream.range(span.first(), span.first() + span.count()).boxed())
        .collect(Collectors.toSet());
  }
}
