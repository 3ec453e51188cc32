package dev.aria.operations.stack;

/** The four services, each a process with a main class of its own. */
public enum ServiceKind {
  PROMPT_STREAMER("prompt-streamer", "dev.aria.streamer.PromptStreamerMain", 512),
  TEACHER_POOL("teacher-pool", "dev.aria.teacher.TeacherPoolMain", 768),
  STUDENT_TRAINER("student-trainer", "dev.aria.trainer.StudentTrainerMain", 768),
  ALLOCATOR("allocator", "dev.aria.allocator.AllocatorMain", 256);

  private final String serviceName;
  private final String mainClass;
  private final int heapMegabytes;

  ServiceKind(String serviceName, String mainClass, int heapMegabytes) {
    this.serviceName = serviceName;
    this.mainClass = mainClass;
    this.heapMegabytes = heapMegabytes;
  }

  /** Name as on the command line and in logs. */
  public String serviceName() {
    return serviceName;
  }

  String mainClass() {
    return mainClass;
  }

  /** Most heap that its process may take, in MB. */
  public int heapMegabytes() {
    return heapMegabytes;
  }
}
