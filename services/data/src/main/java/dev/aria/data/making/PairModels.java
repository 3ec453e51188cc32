package dev.aria.data.making;

import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.ConditionEncoder;
import java.util.List;
import java.util.Optional;

/**
 * What turns pictures and captions into pairs; whoever made them closes them.
 *
 * @param codec pictures to latents
 * @param conditions captions to what travels as a condition; empty when the sources bring
 *     conditions along
 * @param regions captions to region vectors; empty when the conditions serve
 * @param conditionShape shape of one condition
 */
public record PairModels(
    LatentCodec codec,
    Optional<ConditionEncoder> conditions,
    Optional<ConditionEncoder> regions,
    List<Integer> conditionShape) {
  public PairModels {
    conditionShape = List.copyOf(conditionShape);
    int size = conditionShape.stream().reduce(1, Math::multiplyExact);
    if (conditions.isPresent() && conditions.get().dimension() != size) {
      throw new IllegalArgumentException(
          "the encoder gives %d values, conditions have shape %s"
              .formatted(conditions.get().dimension(), conditionShape));
    }
  }
}
