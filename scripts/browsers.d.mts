export declare function findProgram(names: string[]): string | undefined;
export declare function findChromium(): string | undefined;
export declare function findFirefox(): string | undefined;
export declare const chromiumFlags: string[];
