import WebSocket from 'ws'; import { readFileSync } from 'node:fs';
const pid = process.argv[2], log = process.argv[3];
const sleep = (ms)=>new Promise(r=>setTimeout(r,ms));
async function count(){ process.kill(+pid,'SIGUSR1'); await sleep(150); const l=readFileSync(log,'utf8').split('\n').filter(x=>x.startsWith('NANOCLR_COUNT')).pop(); const o={}; for(const m of l.matchAll(/(\w+)=(\d+)/g)) o[m[1]]=+m[2]; return o;}
async function measure(name, f, per){ const a=await count(); const n=await f(); const b=await count(); console.log(name, 'il', Math.round((b.il-a.il)/n), 'objects', ((b.objects-a.objects)/n).toFixed(2), 'bytes', Math.round((b.bytes-a.bytes)/n), per); }
await sleep(500);
await measure('idle', async()=>{await sleep(4000); return 4;}, 'a second');
async function open(p){ const ws=new WebSocket('ws://127.0.0.1/ws',p); await new Promise(r=>ws.on('open',r)); ws.n=0; ws.acks=0; ws.on('message',d=>{const s=d.toString('latin1'); if(s.includes('ack')) ws.acks++; else ws.n++;}); await sleep(300); return ws; }
const ws=await open('nano.v1.json');
await measure('1 client at 100 ms', async()=>{const n=ws.n; await sleep(4000); return ws.n-n;}, 'a sample, all included');
ws.send('{"id":1,"cmd":"interval","ms":60000}'); await sleep(300);
await measure('set', async()=>{ for(let i=0;i<500;i++){const a=ws.acks; ws.send('{"id":7,"cmd":"set","channel":"led","value":1}'); while(ws.acks===a) await sleep(0);} return 500;}, 'a command'); 
await measure('burst set', async()=>{ const a=ws.acks; for(let i=0;i<500;i++) ws.send('{"id":7,"cmd":"set","channel":"led","value":1}'); while(ws.acks<a+500) await sleep(1); return 500;}, 'a command'); 
await measure('history', async()=>{ for(let i=0;i<20;i++){const a=ws.acks; ws.send('{"id":7,"cmd":"history"}'); while(ws.acks===a) await sleep(0);} return 20;}, 'a history'); 
ws.close();
