package dev.aria.teacher;

import com.typesafe.config.Config;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ModelFiles;
import dev.aria.runtime.boot.RunningService;
import dev.aria.runtime.boot.ServiceContext;
import dev.aria.runtime.boot.ServiceMain;
import dev.aria.runtime.pairs.PairedSet;
import dev.aria.runtime.pairs.PairedSets;
import dev.aria.runtime.settings.RunSettings;
import dev.aria.runtime.teacher.RunTeachers;
import dev.aria.runtime.topic.Topics;
import dev.aria.teacher.inference.Teacher;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Props;

/** The teacher pool as a process: turns draws into targets. */
public final class TeacherPoolMain {
  private static final String SECTION = "aria.teacher-pool.";

  private TeacherPoolMain() {}

  /** Serves the run of the settings until it is told to stop. */
  public static void main(String[] args) {
    ServiceMain.run("teacher-pool", args, TeacherPoolMain::start);
  }

  static RunningService start(ServiceContext context) {
    RunSettings run = context.run();
    TeacherPoolSettings settings = settings(context.config());
    RunTeachers teachers = RunTeachers.of(run);
    ModelDescriptor teacher = ModelFiles.describe(teachers.files().get(0).model());
    PairedSet pairs = PairedSets.open(run.pairedSet());
    context.cluster().ensure(Topics.ofRun(run));
    TeacherPool.Parts parts =
        new TeacherPool.Parts(
            context.cluster(),
            run,
            settings,
            pairs,
            teacher.diffusion(),
            teacher.nullCondition(),
            device -> Teacher.open(teachers, device, run.guidance()),
            context.meters(),
            context.traces());
    CompletableFuture<Void> done = new CompletableFuture<>();
    ActorRef<TeacherPool.Command> pool =
        context
            .actors()
            .systemActorOf(TeacherPool.create(parts, done), "teacher-pool", Props.empty());
    return new Running(pool, done.whenComplete((ok, failure) -> pairs.close()));
  }

  static TeacherPoolSettings settings(Config all) {
    return new TeacherPoolSettings(
        Optional.of(all.getString(SECTION + "member"))
            .filter(name -> !name.isBlank())
            .orElseGet(() -> UUID.randomUUID().toString()),
        Arrays.stream(all.getString(SECTION + "devices").split(",")).map(String::strip).toList(),
        all.getInt(SECTION + "batch-size"),
        all.getDuration(SECTION + "batch-wait"),
        all.getInt(SECTION + "batches-per-transaction"),
        new TeacherPoolSettings.CacheSettings(
            all.getLong(SECTION + "cache.bytes"),
            all.getInt(SECTION + "cache.rows"),
            all.getDouble(SECTION + "cache.audit-share")));
  }

  private record Running(ActorRef<TeacherPool.Command> pool, CompletionStage<Void> done)
      implements RunningService {
    @Override
    public void stop() {
      pool.tell(TeacherPool.Stop.INSTANCE);
    }
  }
}
