package dev.aria.runtime.topic;

import dev.aria.core.conditioning.Branch;
import dev.aria.core.record.CheckpointPublished;
import dev.aria.core.record.ControlRecord;
import dev.aria.core.record.ControlRecord.RunCommand;
import dev.aria.core.record.ControlRecord.SamplingWeights;
import dev.aria.core.record.DiscrepancySum;
import dev.aria.core.record.Draw;
import dev.aria.core.record.DrawBatch;
import dev.aria.core.record.GradientChunk;
import dev.aria.core.record.PathStart;
import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.PeerRecord.Arrival;
import dev.aria.core.record.PeerRecord.StateChunk;
import dev.aria.core.record.PolicyConstants;
import dev.aria.core.record.ProbeSet;
import dev.aria.core.record.PromptCoordinate;
import dev.aria.core.record.PromptRecord;
import dev.aria.core.record.RegionMapRecord;
import dev.aria.core.record.RegionWeight;
import dev.aria.core.record.SamplerState;
import dev.aria.core.record.StepReport;
import dev.aria.core.record.TaggedPrompts;
import dev.aria.core.record.TargetBatch;
import dev.aria.core.record.WeightsVersion;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random values of every topic, from one seeded generator. */
final class Values {
  private final RandomGenerator random;

  Values(RandomGenerator random) {
    this.random = random;
  }

  PromptRecord prompt() {
    return new PromptRecord(
        promptText(),
        random.nextBoolean() ? Optional.of(promptText()) : Optional.empty(),
        random.nextBoolean() ? Optional.of("cats-" + random.nextInt(9)) : Optional.empty());
  }

  /** Text without U+0000, which prompts may not hold. */
  private String promptText() {
    return text().replace('\u0000', '\n');
  }

  TaggedPrompts page() {
    int prompts = 1 + random.nextInt(20);
    return new TaggedPrompts(
        text(),
        random.nextInt(1000),
        many(prompts, i -> random.nextLong()),
        many(prompts, i -> text()),
        tensor(prompts, 3),
        places(),
        random.nextBoolean()
            ? List.of()
            : many(prompts, i -> random.nextBoolean() ? "" : "cats_" + random.nextInt(9)));
  }

  private Map<Integer, Long> places() {
    return IntStream.range(0, random.nextInt(5))
        .boxed()
        .collect(Collectors.toMap(i -> i, i -> random.nextLong(1L << 40)));
  }

  RegionMapRecord regionMap() {
    int regions = 1 << random.nextInt(6);
    return new RegionMapRecord(
        text(),
        text(),
        text(),
        tensor(regions, random.nextInt(4)),
        many(regions, i -> text()),
        Collections.nCopies(regions, 1.0 / regions),
        many(regions, i -> random.nextInt(8)));
  }

  DrawBatch draws() {
    int swapped = random.nextInt(5);
    String teachers = random.nextBoolean() ? "" : text();
    return new DrawBatch(
        text(),
        positive(),
        text(),
        text(),
        positive(),
        random.nextInt(64),
        version(),
        many(
            swapped + 1 + random.nextInt(4),
            i -> answered(draw(i < swapped ? i : Draw.NO_CONDITION), teachers)),
        tensor(swapped, 2, 3),
        teachers);
  }

  private Draw answered(Draw draw, String teachers) {
    boolean own = teachers.isEmpty() || draw.branch() == Branch.NULL;
    return own ? draw : draw.by(random.nextInt(300));
  }

  SamplerState samplerState() {
    int regions = 1 + random.nextInt(9);
    return new SamplerState(
        text(),
        positive(),
        text(),
        positive(),
        positive(),
        many(regions, i -> random.nextGaussian()),
        many(regions, i -> random.nextGaussian()),
        many(regions, i -> positive()),
        many(regions, i -> positive()),
        many(regions, i -> random.nextGaussian()),
        many(regions, i -> positive()),
        many(random.nextInt(9), i -> pathStart()),
        random.nextInt(99),
        version(),
        positive(),
        random.nextBoolean(),
        random.nextBoolean() ? "" : text());
  }

  ProbeSet probes() {
    int probes = 1 + random.nextInt(6);
    return new ProbeSet(
        text(),
        positive(),
        text(),
        random.nextInt(99),
        tensor(probes, 4),
        many(probes, i -> random.nextInt(1000)),
        many(probes, i -> random.nextLong()),
        tensor(probes, 3),
        tensor(probes, 4),
        text());
  }

  TargetBatch targets() {
    DrawBatch draws = draws();
    Tensor noise = tensor(draws.draws().size(), 3, 2);
    ElementType type = random.nextBoolean() ? ElementType.FLOAT16 : ElementType.FLOAT32;
    int paths = (int) draws.draws().stream().filter(d -> d.branch() == Branch.PATH).count();
    Tensor states = tensor(paths, 3, 2).as(type);
    return new TargetBatch(draws, noise.as(type), states, text(), random.nextDouble(9));
  }

  private PathStart pathStart() {
    return new PathStart(
        random.nextInt(99),
        positive(),
        random.nextLong(),
        random.nextDouble(),
        random.nextDouble());
  }

  StepReport report() {
    return new StepReport(
        text(),
        text(),
        random.nextBoolean(),
        positive(),
        text(),
        positive(),
        random.nextInt(64),
        version(),
        random.nextDouble(),
        many(random.nextInt(9), i -> sum()),
        many(random.nextInt(3), i -> sum()));
  }

  ControlRecord control() {
    if (random.nextBoolean()) {
      RunCommand.Kind[] kinds = RunCommand.Kind.values();
      return new RunCommand(text(), kinds[random.nextInt(kinds.length)], text());
    }
    int regions = 1 << random.nextInt(5);
    return new SamplingWeights(
        text(),
        version(),
        positive(),
        text(),
        text(),
        constants(),
        positive(),
        random.nextDouble(),
        many(regions, i -> weight(1.0 / regions)));
  }

  private PolicyConstants constants() {
    double naturalShare = random.nextDouble();
    return new PolicyConstants(
        random.nextDouble(),
        random.nextDouble(4),
        random.nextDouble(4),
        naturalShare,
        random.nextDouble() * (1 - naturalShare),
        random.nextDouble(),
        random.nextDouble(0.001, 8));
  }

  CheckpointPublished checkpoint() {
    return new CheckpointPublished(
        text(),
        text(),
        positive(),
        text(),
        text(),
        text(),
        many(random.nextInt(5), i -> positive()),
        version(),
        random.nextBoolean(),
        random.nextBoolean());
  }

  GradientChunk gradient() {
    int elements = 1 + random.nextInt(9);
    return new GradientChunk(
        text(),
        text(),
        positive(),
        positive(),
        random.nextInt(64),
        1 + random.nextInt(64),
        random.nextLong(),
        text(),
        random.nextDouble(),
        elements + random.nextInt(9),
        0,
        bytes(elements * Float.BYTES));
  }

  PeerRecord peer() {
    if (random.nextBoolean()) {
      return new Arrival(text(), text(), positive(), text(), random.nextBoolean());
    }
    int length = 1 + random.nextInt(40);
    int offset = random.nextInt(9);
    int total = offset + length + random.nextInt(9);
    return new StateChunk(
        text(), text(), positive(), text(), positive(), total, offset, bytes(length));
  }

  private ByteBuffer bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    return ByteBuffer.wrap(bytes);
  }

  private RegionWeight weight(double share) {
    return new RegionWeight(
        share,
        random.nextDouble(),
        random.nextDouble(),
        random.nextDouble(3),
        random.nextDouble(),
        positive());
  }

  private Draw draw(int row) {
    boolean ofCorpus = row != Draw.NO_CONDITION;
    Branch first = ofCorpus ? Branch.SWAPPED : Branch.PAIRED;
    Branch branch = random.nextBoolean() ? first : ofCorpus ? Branch.PATH : Branch.NULL;
    return new Draw(
        positive(),
        branch,
        branch == Branch.NULL ? Draw.NO_REGION : random.nextInt(99),
        ofCorpus ? Optional.of(coordinate()) : Optional.empty(),
        row,
        random.nextInt(9999),
        random.nextInt(1000),
        random.nextLong(),
        branch == Branch.PATH ? random.nextInt(20) : Draw.NO_POSITION,
        random.nextDouble(),
        random.nextDouble(),
        random.nextFloat());
  }

  private PromptCoordinate coordinate() {
    return new PromptCoordinate(
        random.nextInt(64), positive(), random.nextInt(256), random.nextLong());
  }

  private DiscrepancySum sum() {
    Branch[] branches = Branch.values();
    return new DiscrepancySum(
        random.nextInt(-1, 99),
        random.nextInt(16),
        branches[random.nextInt(branches.length)],
        1 + positive() / 2,
        positive(),
        positive());
  }

  private WeightsVersion version() {
    return random.nextInt(4) == 0
        ? WeightsVersion.INITIAL
        : new WeightsVersion(positive(), positive());
  }

  private Tensor tensor(int... shape) {
    int size = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, shape);
  }

  private long positive() {
    return random.nextLong() >>> 1;
  }

  private String text() {
    String letters = "aé漢🙂 \"\\{\u0000z";
    int[] points = letters.codePoints().toArray();
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static <T> List<T> many(int count, IntFunction<T> each) {
    return IntStream.range(0, count).mapToObj(each).toList();
  }
}
