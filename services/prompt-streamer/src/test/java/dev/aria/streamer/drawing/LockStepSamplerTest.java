package dev.aria.streamer.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.WeightsVersion;
import dev.aria.fixtures.InMemoryPairs;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.streamer.ClusteredTexts;
import dev.aria.streamer.TestRun;
import dev.aria.streamer.store.Corpus;
import dev.aria.streamer.store.InMemoryCorpus;
import dev.aria.streamer.tagging.TextTagging;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LockStepSamplerTest {
  private static final int STEPS = 12;

  private final RunSettings run =
      TestRun.withPaths(TestRun.run(STEPS, "paths", "focus", 0), 0.5, 4);
  private final TextTagging tagging =
      new TextTagging(
          run,
          PromptEncoders.of(new ClusteredTexts()),
          IntStream.range(0, 40).mapToObj(i -> ClusteredTexts.text(i % 4, i)).toList());
  private final RegionMapRecord map = tagging.map();
  private final Corpus corpus = InMemoryCorpus.of(map, tagging.pages(map));
  private final SamplerInputs inputs =
      new SamplerInputs(
          map.encoderDigest(),
          List.of(2),
          new InMemoryPairs(12, 3, 2),
          TimestepFractions.uniform(1000));

  private LockStepSampler sampler() {
    return new LockStepSampler(run, inputs, corpus, map);
  }

  private SamplingWeights onlyRegion(int only, long number) {
    List<RegionWeight> regions =
        IntStream.range(0, map.regions())
            .mapToObj(region -> region == only ? 1.0 : 0.0)
            .map(weight -> new RegionWeight(0.25, 0.25, weight, 1, 1, 0))
            .toList();
    return new SamplingWeights(
        run.name(),
        new WeightsVersion(1, number),
        run.lineage(),
        map.digest(),
        "aria",
        PolicyConstants.DEFAULTS,
        0,
        1,
        regions);
  }

  @Test
  void next_stepAfterStep_givesTheStepsOfTheRun() {
    LockStepSampler sampler = sampler();
    StepMaker maker =
        new StepMaker(run, inputs.conditioning(run), corpus, map, inputs.assigned(run, map));
    BranchWeights natural = BranchWeights.natural(map, inputs.assigned(run, map).index());
    StepMaker.Step expected = maker.make(StepMaker.start(run, map.digest()), natural, 0);

    for (int step = 0; step < STEPS; step++) {
      assertThat(sampler.finished()).isFalse();
      assertThat(sampler.next()).isEqualTo(expected.batches());
      expected = maker.make(expected.after(), natural, 0);
    }

    assertThat(sampler.finished()).isTrue();
    assertThatThrownBy(sampler::next).hasMessageContaining("all of its 12 steps");
  }

  @Test
  void use_weights_choosesTheRegionsOfThePathsThatBeginNext() {
    LockStepSampler sampler = sampler();
    sampler.next();

    sampler.use(onlyRegion(2, 1));
    List<DrawBatch> later = new ArrayList<>();
    for (int step = 0; step < 8; step++) {
      later.addAll(sampler.next());
    }

    assertThat(later).allSatisfy(b -> assertThat(b.weights()).isEqualTo(new WeightsVersion(1, 1)));
    assertThat(later.subList(8, later.size())) // those before have paths begun earlier
        .flatExtracting(DrawBatch::draws)
        .filteredOn(draw -> draw.branch() == Branch.PATH)
        .extracting(Draw::region)
        .containsOnly(2);
  }

  @Test
  void use_weightsThatAreNotLater_areRefused() {
    LockStepSampler sampler = sampler();
    sampler.use(onlyRegion(2, 1));

    assertThatThrownBy(() -> sampler.use(onlyRegion(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are refused");
  }
}
