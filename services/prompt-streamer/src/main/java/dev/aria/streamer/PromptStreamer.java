package dev.aria.streamer;

import com.typesafe.config.Config;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.encoder.PromptEncoders;
import dev.aria.runtime.boot.RunningService;
import dev.aria.runtime.boot.ServiceContext;
import dev.aria.runtime.loop.Loops;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.runtime.teacher.TeacherFiles;
import dev.aria.runtime.teacher.TeacherSheet;
import dev.aria.streamer.corpus.StreamerContext;
import dev.aria.streamer.drawing.DrawingSettings;
import dev.aria.streamer.drawing.SamplerFactory;
import dev.aria.streamer.drawing.SamplerInputs;
import dev.aria.streamer.tagging.TaggerFactory;
import dev.aria.streamer.tagging.TaggingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The running service: a tagger and a sampler, or one of them. */
final class PromptStreamer implements RunningService {
  private final Loops loops;
  private final CompletionStage<Void> done;

  private PromptStreamer(Loops loops, CompletionStage<Void> done) {
    this.loops = loops;
    this.done = done;
  }

  static PromptStreamer start(ServiceContext context) {
    Config section = context.config().getConfig("aria.prompt-streamer");
    StreamerSettings settings = settings(section, context.run());
    PromptEncoders encoders = encoders(context.run(), section.getBytes("encoder-memory"));
    return start(context, settings, encoders);
  }

  private static PromptEncoders encoders(RunSettings run, long memory) {
    String conditioning = TeacherSheet.read(run.teacher()).conditioning();
    return PromptEncoders.open(
        TeacherFiles.of(run.teacher()).folder(), Conditioning.read(conditioning), memory);
  }

  /** With other encoders, which are closed with the service. */
  static PromptStreamer start(
      ServiceContext context, StreamerSettings settings, PromptEncoders encoders) {
    var shared =
        new StreamerContext(
            context.cluster(), context.run(), context.meters(), context.traces(), context.clock());
    List<AutoCloseable> owned = new ArrayList<>(List.of(encoders));
    List<Loops.Part> work = new ArrayList<>();
    if (settings.tags()) {
      var taggers = new TaggerFactory(shared, settings.tagging(), encoders);
      owned.add(taggers);
      work.add(new Loops.Part("tagger", taggers::open));
    }
    if (settings.samples()) {
      SamplerInputs inputs = inputs(context.run(), encoders);
      owned.add(inputs.pairs());
      var samplers = new SamplerFactory(shared, settings.drawing(), inputs);
      work.add(new Loops.Part("sampler", samplers::open));
    }
    Loops loops = Loops.start(context.actors(), "prompt-streamer", work);
    return new PromptStreamer(loops, loops.done().whenComplete((ok, failure) -> close(owned)));
  }

  private static SamplerInputs inputs(RunSettings run, PromptEncoders encoders) {
    TeacherSheet teacher = TeacherSheet.read(run.teacher());
    PairedSet pairs = PairedSets.open(run.pairedSet());
    pairs
        .conditionsFrom()
        .filter(digest -> !digest.equals(encoders.conditions().digest()))
        .ifPresent(digest -> refusePairs(run, digest, encoders.conditions().digest()));
    return new SamplerInputs(
        encoders.digest(),
        List.of(encoders.conditions().dimension()),
        pairs,
        teacher.fractions(),
        RunTeachers.of(run).digest());
  }

  private static void refusePairs(RunSettings run, String pairs, String teachers) {
    throw new IllegalArgumentException(
        "the conditions of the paired set (aria.run.paired-set = %s) were made by encoder %s, the teacher's conditions are made by %s; make the set again with ./aria data pairs --teacher"
            .formatted(run.pairedSet(), pairs, teachers));
  }

  private static StreamerSettings settings(Config section, RunSettings run) {
    return new StreamerSettings(
        section.getBoolean("tags"),
        section.getBoolean("samples"),
        new TaggingSettings(
            section.getInt("encoder-threads"),
            section.getInt("flush-prompts"),
            section.getDuration("flush-time"),
            section.getDuration("settle-time")),
        new DrawingSettings(
            Path.of(section.getString("store")).resolve(run.name()),
            section.getBoolean("wait-for-corpus"),
            section.getInt("steps-per-transaction")));
  }

  private static void close(List<AutoCloseable> owned) {
    for (int i = owned.size() - 1; i >= 0; i--) {
      try {
        owned.get(i).close();
      } catch (Exception e) { // declared by AutoCloseable; none of ours throws a checked one
        throw new IllegalStateException("cannot close " + owned.get(i), e);
      }
    }
  }

  @Override
  public CompletionStage<Void> done() {
    return done;
  }

  @Override
  public void stop() {
    loops.stop();
  }
}
